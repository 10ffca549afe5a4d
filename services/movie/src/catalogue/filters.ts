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

/** Conditions on movies, `m`, movie_scores, `s`, and movie_search, `f`; each is read only where something needs it. */
export interface Conditions {
  texts: string[];
  values: unknown[];
  tables: Set<Table>;
}
export type Table = 'm' | 's' | 'f';

const ID = { m: 'm.id', s: 's.movie_id', f: 'f.movie_id' };
const LARGEST_ID = 2_147_483_647;
/** Half a step of the one decimal that a mean is shown with: what is shown as 4.0 is 4. */
const HALF_A_STEP = 0.05;

/** `values` are the parameters that the statement has already. */
export function conditionsOf(filters: Filters, first: Table, values: readonly unknown[] = []): Conditions {
  const found: Conditions = { texts: [], values: [...values], tables: new Set([first]) };
  const id = ID[first];
  const add = (value: unknown, text: (parameter: string) => string, table?: Table) => {
    found.values.push(value);
    found.texts.push(text(`$${found.values.length}`));
    if (table) found.tables.add(table);
  };
  const { genre, person, language, media_type, min_rating, max_rating } = filters;
  const { from, to } = yearsOf(filters);
  if (genre) add(...ofGenre(genre, id));
  if (person) add(...byPerson(person, id));
  if (from !== undefined) add(dayOf(from), (day) => `m.release_date >= ${day}::date`, 'm');
  if (to !== undefined) add(dayOf(to + 1), (day) => `m.release_date < ${day}::date`, 'm');
  if (language) add(language, (text) => `m.original_language = ${text}`, 'm');
  if (media_type) add(media_type, (text) => `m.media_type = ${text}`, 'm');
  if (min_rating) add(min_rating - HALF_A_STEP, (least) => `s.mean >= ${least}::real`, 's');
  if (max_rating !== undefined) add(max_rating + HALF_A_STEP, (most) => `s.mean < ${most}::real`, 's');
  return found;
}

type Condition = [value: unknown, text: (parameter: string) => string];

function ofGenre(genre: string, id: string): Condition {
  const which = (named: string) => `EXISTS (SELECT FROM movie_genres WHERE movie_id = ${id} AND genre_id = ${named})`;
  const number = numberIn(genre);
  return number === undefined
    ? [genre.trim(), (name) => which(`(SELECT genres.id FROM genres WHERE plain(genres.name) = plain(${name}))`)]
    : [number, (parameter) => which(`${parameter}::integer`)];
}

function byPerson(person: string, id: string): Condition {
  const who = (ids: string) => `EXISTS (SELECT FROM credits WHERE movie_id = ${id} AND person_id = ANY (${ids}))`;
  const number = numberIn(person);
  return number === undefined
    ? [person.trim(), (name) => who(`ARRAY(SELECT people.id FROM people WHERE plain(people.name) = plain(${name}))`)]
    : [number, (parameter) => who(`ARRAY[${parameter}::integer]`)];
}

function numberIn(text: string): number | undefined {
  const number = /^\s*\d{1,10}\s*$/.test(text) ? Number(text) : undefined;
  return number !== undefined && number <= LARGEST_ID ? number : undefined;
}

function yearsOf({ year, year_from, year_to }: Filters): { from: number | undefined; to: number | undefined } {
  const from = Math.max(year ?? 0, year_from ?? 0) || undefined;
  const to = Math.min(year ?? Number.POSITIVE_INFINITY, year_to ?? Number.POSITIVE_INFINITY);
  return { from, to: Number.isFinite(to) ? to : undefined };
}

function dayOf(year: number): string {
  return `${year}-01-01`;
}

export function dependsOnRatings({ min_rating, max_rating }: Filters): boolean {
  return min_rating !== undefined || max_rating !== undefined;
}
