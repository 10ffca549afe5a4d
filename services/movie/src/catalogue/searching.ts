// Finding films by words that are not quite theirs.
import type { MovieSearchQuery } from '@movies/contract';
import type { Context } from '../context.ts';
import { ALL, MOVIES, RATINGS } from '../tags.ts';
import { keyOf, listMovies, type ShownMovies, showPage } from './browsing.ts';
import { dependsOnRatings, type Filters, filtersIn } from './filters.ts';
import { LAST_KNOWN } from './from-tmdb.ts';
import type { Page } from './listing.repository.ts';
import { filmsLike, filmsWithAll, filmsWithSome, likelyWords, wordsIn } from './search.repository.ts';
import { tokensIn, waysToWrite } from './search-words.ts';

const SECONDS = 60;
/** With fewer than these it may have been a slip. */
const ENOUGH = 3;
const FULL = 20;

export async function searchMovies(context: Context, query: MovieSearchQuery, viewer?: number): Promise<ShownMovies> {
  const text = (query.title ?? query.query ?? query.q ?? '').trim().toLowerCase();
  if (text === '') return listMovies(context, query, viewer);
  const filters = filtersIn(query);
  const key = keyOf('search', { text, ...filters });
  const tags = dependsOnRatings(filters) ? [RATINGS] : [];
  const { value, from } = await context.cache.remember(
    `${key} ids`,
    { seconds: SECONDS, tags: [ALL, MOVIES, ...tags] },
    () => idsFor(context, text, filters),
  );
  const { ids, fresh } = value;
  const list = {
    key,
    tags,
    count: async () => ({ value: ids.length, from }),
    idsOn: async ({ offset, limit }: Page) => ids.slice(offset, offset + limit),
  };
  const shown = await showPage(context, list, query, viewer);
  return fresh ? shown : { ...shown, note: LAST_KNOWN };
}

/** Fewer than a page are filled up with what TMDb finds: it is here from then on. */
async function idsFor(context: Context, text: string, filters: Filters): Promise<{ ids: number[]; fresh: boolean }> {
  const found = await localIdsFor(context, text, filters);
  if (!context.mirror || found.length >= FULL) return { ids: found, fresh: true };
  const { ids, fresh } = await context.mirror.search(text);
  if (ids.every((id) => found.includes(id))) return { ids: found, fresh };
  const filled = await localIdsFor(context, text, filters);
  // It knows films by names that we do not; whether they pass the filters only our own search can say.
  const others = Object.keys(filters).length === 0 ? ids : [];
  return { ids: [...new Set([...filled, ...others])], fresh };
}

/** Best first, none twice. */
async function localIdsFor({ database }: Context, text: string, filters: Filters): Promise<number[]> {
  const { words, key } = await wordsIn(database, text);
  if (words === '') return [];
  const tokens = tokensIn(words);
  const sought = { words: tokens.map(waysToWrite), key };
  const exact = await filmsWithAll(database, sought, filters);
  if (exact.length >= ENOUGH) return exact;
  const likely = await likelyWords(database, tokens);
  const spelt = { key, words: sought.words.map((ways, index) => [...ways, ...(likely[index] ?? [])]) };
  const like = likely.some(({ length }) => length > 0) ? await filmsLike(database, spelt, words, filters) : [];
  if (exact.length + like.length > 0) return [...new Set([...exact, ...like])];
  return filmsWithSome(database, spelt, words, filters);
}
