// TMDb's lists. Their films are kept with what a list tells of them; the rest comes when one is looked at.
import { saveFilms } from '../catalogue/saving.ts';
import { TMDB } from '../tags.ts';
import { Page } from './answers.ts';
import type { Tmdb } from './client.ts';
import type { MirrorCore } from './core.ts';
import { isAway } from './failures.ts';
import { listedFilm, type Media, type TmdbFilm } from './films.ts';
import { type ListedRow, mirroredById, mirroredOf } from './mirrored.repository.ts';
import { patiently } from './patience.ts';

export interface Listed {
  /** Ids of ours, in TMDb's order. */
  ids: number[];
  /** How many there are on all pages. */
  total: number;
  /** Whether TMDb says so now; otherwise it can't be reached, and these are the last known results. */
  fresh: boolean;
}

/** Which part of a list. */
export interface Span {
  offset: number;
  limit: number;
}

interface Wanted {
  path: string;
  query?: Record<string, string>;
  /** What all entries are, where they do not say it themselves. */
  media?: Media;
  /** Whether to keep what it tells anew of films that are here. */
  news?: boolean;
}

/** How long a page may wait for TMDb, and how long what it lists counts as what it lists now. */
export interface Patience {
  patienceMs: number;
  listSeconds: number;
}

const PAGE = 20;
const LAST_PAGE = 500;
const FIRST: Span = { offset: 0, limit: PAGE };
const NOTHING: Listed = { ids: [], total: 0, fresh: true };

export function createLists(core: MirrorCore, tmdb: Tmdb, { patienceMs, listSeconds }: Patience) {
  async function onPage(wanted: Wanted, page: number): Promise<Listed> {
    const query = { ...wanted.query, page: String(page) };
    const key = `tmdb:${wanted.path}?${new URLSearchParams(query)}`;
    const load = () => patiently(take(core, tmdb, { ...wanted, query }), patienceMs);
    try {
      const { value, from } = await core.cache.remember(key, { seconds: listSeconds, tags: [TMDB] }, load);
      return { ...value, fresh: from !== 'stale cache' };
    } catch (error) {
      if (!isAway(error)) throw error;
      return { ...NOTHING, fresh: false };
    }
  }

  async function list(wanted: Wanted, { offset, limit }: Span = FIRST): Promise<Listed> {
    const first = Math.floor(offset / PAGE) + 1;
    const last = Math.min(LAST_PAGE, Math.ceil((offset + limit) / PAGE));
    const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
    const pages = await Promise.all(numbers.map((number) => onPage(wanted, number)));
    const ids = [...new Set(pages.flatMap((page) => page.ids))];
    const start = offset - (first - 1) * PAGE;
    return {
      ids: ids.slice(start, start + limit),
      total: Math.max(0, ...pages.map(({ total }) => total)),
      fresh: pages.every(({ fresh }) => fresh),
    };
  }

  return {
    search: (words: string, span?: Span) =>
      list({ path: '/search/multi', query: { query: words.trim().toLowerCase(), include_adult: 'false' } }, span),
    trending: (span?: Span) => list({ path: '/trending/movie/day', media: 'movie', news: true }, span),
    popular: (span?: Span) => list({ path: '/movie/popular', media: 'movie', news: true }, span),
    discover: (genreId: number, span?: Span) =>
      list({ path: '/discover/movie', query: { with_genres: String(genreId) }, media: 'movie' }, span),
    recommendationsOf: async (id: number, span?: Span) => {
      const row = await mirroredById(core.database, id);
      if (!row) return NOTHING;
      const { media_type, tmdb_id } = row;
      return list({ path: `/${media_type}/${tmdb_id}/recommendations`, media: media_type }, span);
    },
  };
}

async function take(core: MirrorCore, tmdb: Tmdb, { path, query = {}, media, news = false }: Wanted) {
  const page = await tmdb.get(path, query, Page);
  const films = (page?.results ?? []).flatMap((entry) => listedFilm(entry, media ?? mediaOf(entry)) ?? []);
  return { ids: await keep(core, films, news), total: Math.max(page?.total_results ?? 0, films.length) };
}

function mediaOf(entry: unknown): Media {
  return (entry as { media_type?: unknown } | null)?.media_type === 'tv' ? 'tv' : 'movie';
}

/** What is popular changes by the hour, and the order of our films with it; other lists only tell of films not here yet. */
async function keep(core: MirrorCore, films: TmdbFilm[], news: boolean): Promise<number[]> {
  const here = new Map((await mirroredOf(core.database, films)).map((row) => [nameOf(row), row]));
  const wanted = films.filter((film) => {
    const row = here.get(nameOf(film));
    return !row || (news && isNews(film, row));
  });
  const saved = wanted.length > 0 ? await core.database.transaction((tx) => saveFilms(core, tx, wanted)) : [];
  const ids = new Map(wanted.map((film, index) => [nameOf(film), saved[index]?.id]));
  return films.flatMap((film) => ids.get(nameOf(film)) ?? here.get(nameOf(film))?.id ?? []);
}

function nameOf({ media_type, tmdb_id }: { media_type: Media; tmdb_id: number }): string {
  return `${media_type}/${tmdb_id}`;
}

function isNews({ popularity, vote_count }: TmdbFilm, row: ListedRow): boolean {
  return popularity !== row.popularity || vote_count !== row.vote_count;
}
