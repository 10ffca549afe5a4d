// Which column of a CSV says what, whoever wrote it.

import { namesOnly, unknownColumns } from '../failures.ts';
import type { Said, Source } from '../import.entity.ts';
import { dayOf, idOf, imdbIdOf, ratingOf, reviewOf, timeOf, titleOf, titleWithYear, yearOf } from './values.ts';

export interface Line {
  title: string;
  year: number | null;
  said: Said;
  /** Why it can't be used. */
  problem?: string;
}

export interface Columns {
  source: Source | null;
  read(cells: readonly string[]): Line;
  /** Whose rating it is, in files of many people. */
  person(cells: readonly string[]): string;
}

/** Films by the numbers MovieLens gives them, from other files of the same ZIP. */
export type MovieLensFilms = Map<number, { imdb_id?: string; tmdb_id?: number; title?: string; year?: number | null }>;

const NAMES = {
  title: ['title', 'name', 'film', 'movie', 'movietitle', 'filmtitle'],
  year: ['year', 'releaseyear', 'filmyear'],
  imdb: ['const', 'imdb', 'imdbid'],
  tmdb: ['tmdb', 'tmdbid'],
  movie: ['movieid'],
  person: ['userid'],
  outOfTen: ['rating10'],
  rating: ['yourrating', 'myrating', 'userrating', 'rating', 'score', 'stars'],
  ratedAt: ['daterated', 'ratedat', 'timestamp', 'ratingdate'],
  at: ['date', 'created', 'createdat', 'dateadded', 'updatedat'],
  watchedAt: ['watcheddate', 'watchedat', 'datewatched', 'lastwatchedat'],
  review: ['review', 'reviewtext'],
  liked: ['liked', 'favorite', 'favourite'],
  bookmarked: ['watchlist', 'bookmarked'],
  watched: ['watched', 'seen'],
  type: ['titletype', 'mediatype', 'type'],
  letterboxd: ['letterboxduri'],
  position: ['position'],
  average: ['averagerating'],
} as const;
type Column = keyof typeof NAMES;

type Places = Partial<Record<Column, number>>;

export function columnsOf(head: readonly string[], fileName: string, films?: MovieLensFilms): Columns {
  const places = placesIn(head);
  const has = (...columns: Column[]) => columns.some((column) => places[column] !== undefined);
  if (!has('title', 'imdb', 'tmdb', 'movie')) throw unknownColumns(head);
  const source = sourceOf(has);
  const lists = listsOf(fileName, has('position') && source === 'imdb');
  const speaks = has('rating', 'outOfTen', 'review', 'watchedAt', 'liked', 'bookmarked', 'watched');
  if (!speaks && Object.keys(lists).length === 0) throw namesOnly();
  const cellsOf = (cells: readonly string[]) => (column: Column) => cells[places[column] ?? -1] ?? '';
  return {
    source,
    person: (cells) => cellsOf(cells)('person'),
    read: (cells) =>
      lineOf(cellsOf(cells), { source, lists, isDiary: source === 'letterboxd' && has('watchedAt'), films }),
  };
}

function placesIn(head: readonly string[]): Places {
  const found = head.map((name) => name.toLowerCase().replaceAll(/[^a-z\d]/g, ''));
  const places: Places = {};
  for (const [column, names] of Object.entries(NAMES) as [Column, readonly string[]][]) {
    const name = names.find((known) => found.includes(known));
    if (name !== undefined) places[column] = found.indexOf(name);
  }
  return places;
}

function sourceOf(has: (...columns: Column[]) => boolean): Source | null {
  if (has('letterboxd')) return 'letterboxd';
  if (has('movie') && has('person', 'average')) return 'movielens';
  if (has('imdb') && has('ratedAt', 'position') && has('type')) return 'imdb';
  return null;
}

/** What the name of a file says of all films in it. */
function listsOf(path: string, isWatchlist: boolean): Said {
  const name = path.toLowerCase();
  return {
    ...(/watchlist|bookmark/.test(name) || isWatchlist ? { bookmarked: true } : {}),
    ...(/watched|history/.test(name) ? { watched: true } : {}),
    ...(/liked?s|liked|favou?rites/.test(name) ? { liked: true } : {}),
  };
}

type Cell = (column: Column) => string;

interface Meaning {
  source: Source | null;
  lists: Said;
  /** Of each of its lines the film was watched, whether or not there is a date. */
  isDiary: boolean;
  films: MovieLensFilms | undefined;
}

const OUT_OF = { imdb: 10, trakt: 10, letterboxd: 5, movielens: 5 } as const;

function lineOf(cell: Cell, meaning: Meaning): Line {
  const { source, lists, isDiary, films } = meaning;
  const outOf = source === null ? undefined : OUT_OF[source];
  const outOfTen = cell('outOfTen');
  const rating = outOfTen === '' ? ratingOf(cell('rating'), outOf) : ratingOf(outOfTen, 10);
  const film = filmOf(cell, source, films);
  if (rating === 'wrong')
    return { ...film, problem: `"${(outOfTen || cell('rating')).slice(0, 40)}" is not a rating.` };
  const at = timeOf(cell('at'));
  const watchedAt = dayOf(cell('watchedAt'));
  const said: Said = {
    ...film.said,
    ...lists,
    ...rating,
    ...given('rated_at', rating && (timeOf(cell('ratedAt')) ?? at)),
    ...given('at', at),
    ...given('review', reviewOf(cell('review'))),
    ...(isDiary || watchedAt || isYes(cell('watched')) ? { watched: true } : {}),
    ...given('watched_at', watchedAt),
    ...(isYes(cell('liked')) ? { liked: true } : {}),
    ...(isYes(cell('bookmarked')) ? { bookmarked: true } : {}),
  };
  return checked({ ...film, said });
}

function filmOf(cell: Cell, source: Source | null, films: MovieLensFilms | undefined): Line {
  const number = idOf(cell('movie'));
  const known = source === 'movielens' && number !== undefined ? films?.get(number) : undefined;
  const whole = source === 'movielens' ? titleWithYear(cell('title')) : undefined;
  const year = yearOf(cell('year')) ?? whole?.year ?? known?.year ?? null;
  const title = whole?.title || titleOf(cell('title')) || (known?.title ?? '');
  const type = cell('type')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
  const said: Said = {
    ...given('imdb_id', imdbIdOf(cell('imdb')) ?? known?.imdb_id),
    ...given('tmdb_id', idOf(cell('tmdb')) ?? known?.tmdb_id),
    ...given(source === 'movielens' ? 'movielens_id' : 'movie_id', number),
    ...(/^(tv(mini)?series|show|tv)$/.test(type) ? { media_type: 'tv' as const } : {}),
    ...(/episode|game|podcast|music/.test(type) ? { only_by_id: true } : {}),
  };
  return { title, year, said };
}

function isYes(text: string): boolean {
  return /^(yes|y|true|1|x|on)$/i.test(text);
}

function given<Name extends string, Value>(name: Name, value: Value | undefined): { [N in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [N in Name]?: Value };
}

const DOINGS = ['rating', 'review', 'liked', 'bookmarked', 'watched'] as const;
const IDS = ['movie_id', 'imdb_id', 'tmdb_id', 'movielens_id'] as const;
const LONGEST_REVIEW = 20_000;

/** Says what is wrong with a line, if anything is. */
export function checked(line: Line): Line {
  const { title, said } = line;
  const hasId = IDS.some((id) => said[id] !== undefined);
  if (title === '' && !hasId) return { ...line, problem: 'It names no film.' };
  if (title.includes('\ufffd') && !hasId) return { ...line, problem: 'Its letters are not in UTF-8.' };
  if (!DOINGS.some((doing) => said[doing] !== undefined)) return { ...line, problem: 'It does not say what you did.' };
  if ((said.review?.length ?? 0) > LONGEST_REVIEW) {
    return { ...line, problem: `Its review is longer than ${LONGEST_REVIEW.toLocaleString('en')} characters.` };
  }
  return line;
}
