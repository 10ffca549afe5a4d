// What someone wants of their list, kept in the address of the page: a list can be come back to, and sent to a friend.
import type { ForMeQuery } from '@movies/contract';

export interface Wishes {
  genre: string;
  /** A decade as `1990`, or `-1950` for all before. */
  years: string;
  kind: string;
  withoutWatchlist: boolean;
  /** From 0 to 1; none given: the person's usual. */
  adventure: number | undefined;
}

const KINDS = ['movie', 'tv'] as const;

export function wishesFrom(search: URLSearchParams): Wishes {
  const adventure = Number(search.get('adventure') || Number.NaN);
  return {
    genre: search.get('genre') ?? '',
    years: /^-?\d{4}$/.exec(search.get('years') ?? '')?.[0] ?? '',
    kind: KINDS.find((kind) => kind === search.get('kind')) ?? '',
    withoutWatchlist: search.has('new'),
    adventure: adventure >= 0 && adventure <= 1 ? adventure : undefined,
  };
}

export function searchFor({ genre, years, kind, withoutWatchlist, adventure }: Wishes): URLSearchParams {
  const given = {
    genre,
    years,
    kind,
    new: withoutWatchlist ? '1' : '',
    adventure: adventure === undefined ? '' : String(adventure),
  };
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ''));
}

export function queryFor({ genre, years, kind, withoutWatchlist, adventure }: Wishes): ForMeQuery {
  return {
    ...(genre ? { genre } : {}),
    ...yearsOf(Number(years)),
    ...(kind ? { media_type: kind as (typeof KINDS)[number] } : {}),
    ...(withoutWatchlist ? { exclude: 'watchlist' } : {}),
    ...(adventure === undefined ? {} : { adventure }),
  };
}

function yearsOf(decade: number): Pick<ForMeQuery, 'year_from' | 'year_to'> {
  if (decade < 0) return { year_to: -decade - 1 };
  return decade > 0 ? { year_from: decade, year_to: decade + 9 } : {};
}

export function isFiltered({ genre, years, kind, withoutWatchlist }: Wishes): boolean {
  return genre !== '' || years !== '' || kind !== '' || withoutWatchlist;
}
