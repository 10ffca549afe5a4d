// Which films a request wants at all.
import { invalidField } from '@movies/service-kit';
import type { Films } from './films.ts';

export interface Wanted {
  genre?: string;
  media_type?: 'movie' | 'tv';
  year_from?: number;
  year_to?: number;
}

export type IsWanted = (id: number) => boolean;

export function wantedOf(films: Films, { genre, media_type, year_from, year_to }: Wanted): IsWanted {
  const code = genre === undefined ? undefined : films.genres.find(genre);
  const isShow = media_type === undefined ? undefined : Number(media_type === 'tv');
  return (id) => {
    const place = films.placeOf(id);
    if (place === undefined) return false;
    const year = films.columns.years[place] as number;
    if (year_from !== undefined && year < year_from) return false;
    if (year_to !== undefined && (year === 0 || year > year_to)) return false;
    if (isShow !== undefined && films.columns.isShow[place] !== isShow) return false;
    return genre === undefined || (code !== undefined && films.genresAt(place).includes(code));
  };
}

const LISTS = { watchlist: 'bookmarked', favorites: 'liked' } as const;
export type Excludable = (typeof LISTS)[keyof typeof LISTS];

/** Lists whose films are not to be shown either, as `watchlist,favorites`. */
export function excludedBy(text = ''): Excludable[] {
  const names = text.split(',').flatMap((name) => name.trim().toLowerCase() || []);
  return names.map((name) => {
    if (name in LISTS) return LISTS[name as keyof typeof LISTS];
    throw invalidField('unknown_list', 'exclude', 'Only `watchlist` and `favorites` can be left out.');
  });
}
