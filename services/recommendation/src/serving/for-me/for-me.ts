// The list for a person. Where the models are away there is what was stored for them, or what is popular; where the database is
// away too, what is popular without a look at who asks.
import type { ForMeQuery, Recommendation } from '@movies/contract';
import { AppError } from '@movies/service-kit';
import type { Context } from '../../context.ts';
import { askForCandidates } from '../candidates/candidates.ts';
import { type Excludable, excludedBy, wantedOf } from '../films/wanted.ts';
import type { History } from '../history/history.ts';
import { historyNow } from '../history/newest.ts';
import { filmsByIds } from '../shown/shown.repository.ts';
import { storedFor } from '../stored/stored.repository.ts';
import { type Choice, choose } from './choosing.ts';
import { inWords, namedBy, POPULAR } from './reasons.ts';

export interface Recommended {
  list: Recommendation[];
  /** What it was made of, where that is not all there should be. */
  degraded?: 'stored' | 'popular';
}

const USUAL_LIMIT = 20;

export async function recommendFor(
  context: Context,
  userId: number,
  query: ForMeQuery,
  now = new Date(),
): Promise<Recommended> {
  const exclude = excludedBy(query.exclude);
  try {
    return await personalList(context, userId, { query, exclude, now });
  } catch (error) {
    if (!(error instanceof AppError && error.kind === 'unavailable')) throw error;
    return { list: popularList(context, query), degraded: 'popular' };
  }
}

interface Asked {
  query: ForMeQuery;
  exclude: Excludable[];
  now: Date;
}

async function personalList(context: Context, userId: number, { query, exclude, now }: Asked): Promise<Recommended> {
  const { catalogue, database } = context;
  const [films, history] = await Promise.all([catalogue.films(), historyNow(context, userId)]);
  void askForCandidates(context, userId, history);
  const engine = context.engine();
  const { limit = USUAL_LIMIT, adventure } = query;
  const isWanted = wantedOf(films, query);
  if (!engine) {
    const list = await storedFor(database, userId, { history, exclude, isWanted, limit });
    if (list.length > 0) return { list, degraded: 'stored' };
  }
  const choices = choose({ userId, films, engine, history, isWanted, exclude, adventure, limit, now });
  const list = await present(context, history, choices);
  return engine ? { list } : { list, degraded: 'popular' };
}

/** Choices with their films; those that were deleted a moment ago are left out, and forgotten. */
export async function present(
  { database, catalogue }: Pick<Context, 'database' | 'catalogue'>,
  history: History,
  choices: readonly Choice[],
): Promise<Recommendation[]> {
  const items = choices.map(({ item }) => item);
  const known = await filmsByIds(database, [...items, ...namedBy(choices.map(({ basis }) => basis))]);
  for (const item of items) if (!known.has(item)) catalogue.known().remove(item);
  return choices.flatMap(({ item, score, predicted, basis }) => {
    const movie = known.get(item);
    return movie ? [{ movie, score, predicted_rating: predicted, reason: inWords(basis, history, known) }] : [];
  });
}

/** From memory alone. */
function popularList({ catalogue }: Pick<Context, 'catalogue'>, query: ForMeQuery): Recommendation[] {
  const isWanted = wantedOf(catalogue.known(), query);
  const movies = catalogue.popular().filter(({ id }) => isWanted(id));
  return movies.slice(0, query.limit ?? USUAL_LIMIT).map((movie, index) => ({
    movie,
    score: 1 - index / Math.max(1, movies.length),
    predicted_rating: null,
    reason: POPULAR,
  }));
}
