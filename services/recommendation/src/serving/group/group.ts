// One list for people who want to see something together: good for all on average, and for none of them a torture.
import type { GroupRecommendation, GroupRequest } from '@movies/contract';
import { groupList, type Taste } from '@movies/recommender';
import { AppError, type Caller, invalidField } from '@movies/service-kit';
import type { Context, Engine } from '../../context.ts';
import type { Films } from '../films/films.ts';
import { type History, isDone } from '../history/history.ts';
import { historyNow } from '../history/newest.ts';
import { ratedBy, strengthsOf } from '../history/tastes.ts';
import { filmsByIds } from '../shown/shown.repository.ts';
import { createSheets } from '../weighing/sheets.ts';
import { weigh } from '../weighing/weigh.ts';
import { type Companion, companionsOf } from './companions.repository.ts';

const USUAL_LIMIT = 20;
const USUAL_ADVENTURE = 0.5;

export async function recommendForGroup(
  context: Context,
  caller: Caller,
  { user_ids, vetoes = [], limit = USUAL_LIMIT }: GroupRequest,
): Promise<GroupRecommendation[]> {
  await checkGroup(context, caller, user_ids);
  const films = await context.catalogue.films();
  const histories = await Promise.all(user_ids.map((userId) => historyNow(context, userId)));
  const engine = context.engine();
  const { ids, size } = films.columns;
  const scores = histories.map((history) => scoresFor(films, engine, history));
  const list = groupList(ids.subarray(0, size), scores, { take: limit, vetoes: new Set(vetoes) });
  const known = await filmsByIds(
    context.database,
    list.map(({ item }) => item),
  );
  const ratings = ratingsOf(engine, user_ids, histories);
  return list.flatMap(({ item, score }) => {
    const movie = known.get(item);
    if (!movie) return [];
    const predicted_ratings = ratings(item);
    return [
      { movie, score: Math.round(score * 10_000) / 10_000, predicted_ratings, reason: reasonOf(user_ids.length) },
    ];
  });
}

/** Everyone is known, lets others ask, and the caller is one of them. */
async function checkGroup({ database }: Context, caller: Caller, userIds: readonly number[]): Promise<void> {
  if (!userIds.includes(caller.userId)) {
    throw invalidField('not_in_group', 'user_ids', 'You must be one of the group yourself.');
  }
  const companions = await companionsOf(database, userIds);
  const known = new Map(companions.map((each) => [each.user_id, each]));
  const unknown = userIds.filter((id) => !known.has(id) && id !== caller.userId);
  if (unknown.length > 0)
    throw invalidField('person_not_found', 'user_ids', `There is no person ${unknown.join(', ')}.`);
  const unwilling = companions.filter((each) => !each.in_groups && each.user_id !== caller.userId);
  if (unwilling.length > 0) throw notAlong(unwilling);
}

function notAlong(unwilling: readonly Companion[]): AppError {
  const names = unwilling.map(({ username, user_id }) => username || `person ${user_id}`).join(', ');
  return new AppError('forbidden', 'not_in_groups', `Not for group lists, as they say in their preferences: ${names}.`);
}

function scoresFor(films: Films, engine: Engine | undefined, history: History): Float32Array {
  const adventure = history.wishes.adventure ?? USUAL_ADVENTURE;
  const done = strengthsOf(history);
  const { scores } = weigh({ films, ranker: engine?.ranker, history, done, adventure, sheets: createSheets() });
  for (const id of [...history.ratings.keys(), ...history.watched, ...history.dismissed, ...history.wishes.movies]) {
    const place = films.placeOf(id);
    if (place !== undefined && isDone(history, id)) scores[place] = Number.NEGATIVE_INFINITY;
  }
  return scores;
}

function ratingsOf(engine: Engine | undefined, userIds: readonly number[], histories: readonly History[]) {
  const tastes = histories.map((history) => engine?.predictor.foldIn(ratedBy(history)));
  const guess = (taste: Taste | undefined, item: number) =>
    engine && taste && engine.predictor.items.placeOf(item) !== undefined
      ? Math.round(engine.predictor.predict(taste, item).value * 100) / 100
      : null;
  return (item: number) => userIds.map((user_id, index) => ({ user_id, rating: guess(tastes[index], item) }));
}

function reasonOf(people: number): GroupRecommendation['reason'] {
  return { kind: 'people_like_you', text: people === 2 ? 'For both of you' : `For all ${people} of you` };
}
