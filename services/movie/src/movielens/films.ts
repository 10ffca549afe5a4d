// Films of a MovieLens data set, as they are written there.
import { csvLines } from '../imports/reading/csv.ts';
import { textOf } from '../imports/reading/text.ts';
import { idOf, imdbIdOf, titleWithYear } from '../imports/reading/values.ts';
import type { DataFile, DataSet } from './data-set.ts';
import { linesOf } from './lines.ts';

export interface LensFilm {
  number: number;
  title: string;
  original_title: string;
  year: number | null;
  genres: string[];
  tmdb_id?: number;
  imdb_id?: string;
}

interface Found {
  films: LensFilm[];
  /** Lines that are not understood. */
  skipped: number;
}

export async function filmsOf({ writing, movies, links }: DataSet): Promise<Found> {
  const found: Found = { films: [], skipped: 0 };
  const known = links ? await linksOf(links) : new Map<number, Links>();
  for await (const cells of cellsOf(movies, writing)) {
    const film = filmFrom(cells, writing);
    if (film) found.films.push({ ...film, ...known.get(film.number) });
    else found.skipped += 1;
  }
  return found;
}

type Links = Pick<LensFilm, 'tmdb_id' | 'imdb_id'>;

async function linksOf(file: DataFile): Promise<Map<number, Links>> {
  const links = new Map<number, Links>();
  for await (const [number = '', imdb = '', tmdb = ''] of csvCells(file)) {
    const [id, imdb_id, tmdb_id] = [idOf(number), imdbIdOf(imdb), idOf(tmdb)];
    if (id !== undefined) links.set(id, { ...(imdb_id ? { imdb_id } : {}), ...(tmdb_id ? { tmdb_id } : {}) });
  }
  return links;
}

function cellsOf(file: DataFile, writing: DataSet['writing']): AsyncGenerator<string[]> {
  return writing === 'csv' ? csvCells(file) : separatedCells(file, writing === 'dat' ? '::' : '|');
}

async function* csvCells(file: DataFile): AsyncGenerator<string[]> {
  for await (const { line, cells } of csvLines(textOf(await file.open()))) if (line > 1) yield cells;
}

/** The older data sets are not in UTF-8. */
async function* separatedCells(file: DataFile, separator: string): AsyncGenerator<string[]> {
  for await (const lines of linesOf(await file.open(), 'latin1')) {
    for (const line of lines) if (line.trim() !== '') yield line.trimEnd().split(separator);
  }
}

function filmFrom(cells: string[], writing: DataSet['writing']): LensFilm | undefined {
  const [number = '', named = '', genres = ''] = cells;
  const id = idOf(number);
  const { title, original, year } = titleWithYear(named);
  if (id === undefined || title === '') return undefined;
  const names = writing === 'tabs' ? flagged(cells) : genres.split('|').map(genreOf);
  return {
    number: id,
    title,
    original_title: original,
    year,
    genres: [...new Set(names)].filter((name) => name !== ''),
  };
}

/** What MovieLens calls otherwise than TMDb. */
const GENRES: Record<string, string> = {
  "Children's": 'Family',
  Children: 'Family',
  Musical: 'Music',
  'Sci-Fi': 'Science Fiction',
  '(no genres listed)': '',
  unknown: '',
};

const genreOf = (name: string) => GENRES[name.trim()] ?? name.trim().slice(0, 255);

/** The order of the last columns of u.item. */
const FLAGS =
  "unknown|Action|Adventure|Animation|Children's|Comedy|Crime|Documentary|Drama|Fantasy|Film-Noir|Horror|Musical|Mystery|Romance|Sci-Fi|Thriller|War|Western".split(
    '|',
  );

function flagged(cells: string[]): string[] {
  return FLAGS.filter((_, at) => cells[cells.length - FLAGS.length + at] === '1').map(genreOf);
}
