// By what films are chosen, as conditions in SQL. Whatever a client sends is a parameter.
import type { MovieListQuery } from '@movies/contract';

const NAMES = [
  'genre',
  'year',
  'year_from',
  'year_to',
  'min_rating',
  'max_rating',
  'language',
  'media_type',
  'person',
] as const;

export type Filters = Pick<MovieListQuery, (typeof NAMES)[number]>;

/** The filters among what a client asks for. */
export function filtersIn(query: Filters): Filters {
  return Object.fromEntries(NAMES.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])));
}

/** A table to read: movies, movie_scores, movie_search, or, for one genre, movie_genres. */
export type Table = 'm' | 's' | 'f' | 'g';

/** The tables are read only where something needs them; the first one always is. */
export interface Conditions {
  texts: string[];
  values: unknown[];
  tables: Set<Table>;
}

export const ID: Record<Table, string> = { m: 'm.id', s: 's.movie_id', f: 'f.movie_id', g: 'g.movie_id' };
const NAME: Record<Table, string> = { m: 'movies m', s: 'movie_scores s', f: 'movie_search f', g: 'movie_genres g' };
/** Of which table the day of release is read. */
const DATED: Record<Table, Table> = { m: 'm', s: 's', f: 's', g: 'g' };
const LARGEST_ID = 2_147_483_647;
/** Half a step of the one decimal that a mean is shown with: what is shown as 4.0 is 4. */
const HALF_A_STEP = 0.05;

/** `values` are the parameters that the statement has already. */
export function conditionsOf(filters: Filters, first: Table, values: readonly unknown[] = []): Conditions {
  const found: Conditions = { texts: [], values: [...values], tables: new Set([first]) };
  const parameter: Parameter = (value) => `$${found.values.push(value)}`;
  const demand = (text: string, table = first) => {
    found.texts.push(text);
    found.tables.add(table);
  };
  const { genre, person, language, media_type, min_rating, max_rating } = filters;
  const days = daysOf(filters, parameter);
  if (genre) demand(ofGenre(numberOfGenre(genre, parameter), days, first));
  else for (const day of days) demand(`${DATED[first]}.${day}`, DATED[first]);
  if (person) demand(byPerson(person, ID[first], parameter));
  if (language) demand(`m.original_language = ${parameter(language)}`, 'm');
  if (media_type) demand(`m.media_type = ${parameter(media_type)}`, 'm');
  if (min_rating) demand(`s.mean >= ${parameter(min_rating - HALF_A_STEP)}::real`, 's');
  if (max_rating !== undefined) demand(`s.mean < ${parameter(max_rating + HALF_A_STEP)}::real`, 's');
  return found;
}

/** The first table and, film by film, the others. */
export function fromAll(tables: Conditions['tables']): string {
  const [first = 'm', ...others] = tables;
  return [`FROM ${NAME[first]}`, ...others.map((table) => `JOIN ${NAME[table]} ON ${ID[table]} = ${ID[first]}`)].join(
    ' ',
  );
}

/** Makes a value a parameter, and says which. */
type Parameter = (value: unknown) => string;

/** Genre and day in one, since one index has both. */
function ofGenre(number: string, days: string[], first: Table): string {
  const all = [`genre_id = ${number}`, ...days].map((text) => `g.${text}`).join(' AND ');
  return first === 'g' ? all : `EXISTS (SELECT FROM movie_genres g WHERE g.movie_id = ${ID[first]} AND ${all})`;
}

function numberOfGenre(genre: string, parameter: Parameter): string {
  const number = numberIn(genre);
  return number === undefined
    ? `(SELECT genres.id FROM genres WHERE plain(genres.name) = plain(${parameter(genre.trim())}))`
    : `${parameter(number)}::integer`;
}

function byPerson(person: string, id: string, parameter: Parameter): string {
  const number = numberIn(person);
  const ids =
    number === undefined
      ? `ARRAY(SELECT people.id FROM people WHERE plain(people.name) = plain(${parameter(person.trim())}))`
      : `ARRAY[${parameter(number)}::integer]`;
  return `EXISTS (SELECT FROM credits WHERE movie_id = ${id} AND person_id = ANY (${ids}))`;
}

function numberIn(text: string): number | undefined {
  const number = /^\s*\d{1,10}\s*$/.test(text) ? Number(text) : undefined;
  return number !== undefined && number <= LARGEST_ID ? number : undefined;
}

function daysOf({ year, year_from, year_to }: Filters, parameter: Parameter): string[] {
  const from = Math.max(year ?? 0, year_from ?? 0);
  const to = Math.min(year ?? Number.POSITIVE_INFINITY, year_to ?? Number.POSITIVE_INFINITY);
  return [
    ...(from > 0 ? [`release_date >= ${parameter(`${from}-01-01`)}::date`] : []),
    ...(Number.isFinite(to) ? [`release_date < ${parameter(`${to + 1}-01-01`)}::date`] : []),
  ];
}

export function dependsOnRatings({ min_rating, max_rating }: Filters): boolean {
  return min_rating !== undefined || max_rating !== undefined;
}
