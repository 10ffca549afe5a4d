// The files of a ZIP that say what a member did; all others in it are left alone.
import { AppError } from '@movies/service-kit';
import { brokenZip, nothingInZip } from '../failures.ts';
import type { MovieLensFilms } from './columns.ts';
import { csvLines } from './csv.ts';
import { textOf } from './text.ts';
import { type FileLine, type TextKind, textLines } from './text-file.ts';
import { idOf, imdbIdOf, titleWithYear } from './values.ts';
import { openZip, type ZippedFile } from './zip.ts';

export async function* linesOfZip(path: string): AsyncGenerator<FileLine> {
  const { files, close } = await openZip(path);
  try {
    const films = await movieLensFilms(files);
    let isAnyUnderstood = false;
    for (const file of files.filter(isOfUse).toSorted((a, b) => a.name.localeCompare(b.name))) {
      isAnyUnderstood = (yield* linesIn(file, films)) || isAnyUnderstood;
    }
    if (!isAnyUnderstood) throw nothingInZip();
  } catch (error) {
    // What is not ours comes from unpacking.
    throw error instanceof AppError ? error : brokenZip();
  } finally {
    close();
  }
}

const NOT_MINE = /(^|\/)(deleted|orphaned|__MACOSX|\.[^/]*)(\/|$)/i;
const LISTS_OF_LETTERBOXD = /(^|\/)lists\/[^/]*\.csv$/i;
const ABOUT_FILMS = /^(movies|links|tags|genome-scores|genome-tags|u\.user)\.\w+$/i;
const SAYS_NOTHING = /hidden|comment|collect|note|profile|setting|like|follow|friend|network|episode|season|playback/i;

function isOfUse({ name }: ZippedFile): boolean {
  const base = baseOf(name);
  if (NOT_MINE.test(name) || LISTS_OF_LETTERBOXD.test(name) || ABOUT_FILMS.test(base)) return false;
  return /\.(csv|tsv)$/i.test(base) || (/\.json$/i.test(base) && !SAYS_NOTHING.test(base));
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

const LEFT_ALONE = new Set(['unknown_columns', 'nothing_said', 'file_not_understood', 'empty_file']);

/** Answers whether the file was one of those that are understood. */
async function* linesIn(file: ZippedFile, films: MovieLensFilms): AsyncGenerator<FileLine, boolean> {
  const kind: TextKind = /\.json$/i.test(file.name) ? 'json' : 'csv';
  const bytes = await file.open();
  try {
    yield* textLines(bytes, file.name.slice(-255), kind, films);
    return true;
  } catch (error) {
    if (error instanceof AppError && LEFT_ALONE.has(error.code)) return false;
    throw error;
  } finally {
    bytes.destroy();
  }
}

const MOST_FILMS = 200_000;

async function movieLensFilms(files: ZippedFile[]): Promise<MovieLensFilms> {
  const films: MovieLensFilms = new Map();
  const named = (name: string) => files.filter((file) => baseOf(file.name).toLowerCase() === name);
  for (const file of named('links.csv')) {
    await eachLine(file, films, ([, imdb = '', tmdb = '']) => ({
      ...(imdbIdOf(imdb) ? { imdb_id: imdbIdOf(imdb) as string } : {}),
      ...(idOf(tmdb) ? { tmdb_id: idOf(tmdb) as number } : {}),
    }));
  }
  for (const file of named('movies.csv')) {
    await eachLine(file, films, ([, title = '']) => {
      const { title: name, year } = titleWithYear(title);
      return { title: name, year };
    });
  }
  return films;
}

type Facts = NonNullable<ReturnType<MovieLensFilms['get']>>;

async function eachLine(file: ZippedFile, films: MovieLensFilms, factsIn: (cells: string[]) => Facts): Promise<void> {
  const bytes = await file.open();
  try {
    for await (const { cells } of csvLines(textOf(bytes))) {
      const number = idOf(cells[0] ?? '');
      if (number !== undefined && films.size < MOST_FILMS)
        films.set(number, { ...films.get(number), ...factsIn(cells) });
    }
  } finally {
    bytes.destroy();
  }
}
