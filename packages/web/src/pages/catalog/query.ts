// The filters of the catalogue, and what they ask of the platform.
import type { MovieListQuery } from '@movies/contract';

export const NAMES = [
  'genre',
  'decade',
  'year',
  'min_rating',
  'media_type',
  'person',
  'language',
  'sort',
  'order',
  'page',
] as const;
type Name = (typeof NAMES)[number];
export type Filters = Partial<Record<Name, string>>;

const SORTS = ['popularity', 'rating', 'release_date', 'title', 'rating_count'] as const;

/** What is asked of the platform. What it would refuse, because someone has meddled with the address, is left out. */
export function queryFrom(filters: Filters): MovieListQuery {
  const { genre, person, language, media_type, order, sort } = filters;
  const decade = numberIn(filters.decade, 1800, 2190);
  const year = numberIn(filters.year, 1800, 2200);
  const least = numberIn(filters.min_rating, 0, 5);
  const page = numberIn(filters.page, 1, 1_000_000);
  return {
    ...(genre ? { genre: genre.slice(0, 60) } : {}),
    ...(person ? { person: person.slice(0, 120) } : {}),
    ...(language && /^[a-z]{2,3}$/.test(language) ? { language } : {}),
    ...(media_type === 'movie' || media_type === 'tv' ? { media_type } : {}),
    ...(order === 'asc' || order === 'desc' ? { order } : {}),
    ...sorting(sort),
    ...(decade === undefined ? {} : { year_from: Math.floor(decade), year_to: Math.floor(decade) + 9 }),
    ...(year === undefined ? {} : { year: Math.floor(year) }),
    ...(least === undefined ? {} : { min_rating: least }),
    ...(page === undefined ? {} : { page: Math.floor(page) }),
  };
}

function sorting(given: string | undefined): Pick<MovieListQuery, 'sort'> {
  const sort = SORTS.find((known) => known === given);
  return sort ? { sort } : {};
}

function numberIn(text: string | undefined, from: number, to: number): number | undefined {
  const value = Number(text);
  return text !== undefined && value >= from && value <= to ? value : undefined;
}
