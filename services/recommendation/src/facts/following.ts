// What this service does about films and opinions of them. All of it is in one transaction with the place up to which the
// movie service's log was read. Neighbouring events of one kind become one statement: an import tells of millions.
import {
  type DataOf,
  type EventRecord,
  type EventType,
  interactionRemoved,
  interactionSet,
  movieChanged,
  movieCreated,
  movieDeleted,
  ratingRemoved,
  ratingSet,
} from '@movies/contract';
import type { Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { forecast } from '../serving/forecasts.ts';
import { countChanges } from './activity.ts';
import { holdOpinions } from './erasure.ts';
import { removeMovie, saveMovies } from './movies.repository.ts';
import { removeInteractions, removeRatings, saveInteractions, saveRatings } from './opinions.repository.ts';

type Apply = (tx: Transaction, events: readonly EventRecord[]) => Promise<void>;

/** For following the movie service. */
export function movieEvents({ cache, engine }: Pick<Context, 'cache' | 'engine'>) {
  return async (events: EventRecord[], tx: Transaction): Promise<void> => {
    const known = events.filter(({ type }) => APPLY.has(type));
    if (known.length === 0) return;
    await holdOpinions(tx);
    await forecast(tx, engine(), known);
    for (const [type, run] of runsOf(known)) await APPLY.get(type)?.(tx, run);
    await countChanges(tx, known.filter(({ type }) => OPINIONS.has(type)).length);
    const changed = known.filter(({ type }) => type === movieChanged.name || type === movieDeleted.name);
    if (changed.length > 0) tx.afterCommit(() => cache.purge([...new Set(changed.map(tagOf))]));
  };
}

const APPLY = new Map<string, Apply>([
  on(movieCreated, saveMovies),
  on(movieChanged, saveMovies),
  on(movieDeleted, async (tx, movies) => {
    for (const { movie_id } of movies) await removeMovie(tx, movie_id);
  }),
  on(ratingSet, saveRatings),
  on(ratingRemoved, removeRatings),
  [
    interactionSet.name,
    (tx, events) =>
      saveInteractions(
        tx,
        events.map(({ data, at }) => ({ ...(data as DataOf<typeof interactionSet>), at })),
      ),
  ],
  on(interactionRemoved, removeInteractions),
]);

const OPINIONS = new Set<string>(
  [ratingSet, ratingRemoved, interactionSet, interactionRemoved].map(({ name }) => name),
);

function on<E extends EventType>(
  { name }: E,
  apply: (tx: Transaction, data: readonly DataOf<E>[]) => Promise<void>,
): [string, Apply] {
  return [
    name,
    (tx, events) =>
      apply(
        tx,
        events.map(({ data }) => data as DataOf<E>),
      ),
  ];
}

/** Neighbours of one kind, together. */
function runsOf(events: readonly EventRecord[]): [type: string, events: EventRecord[]][] {
  const runs: [string, EventRecord[]][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last?.[0] === event.type) last[1].push(event);
    else runs.push([event.type, [event]]);
  }
  return runs;
}

function tagOf({ data }: EventRecord): string {
  return `movie:${(data as { movie_id: number }).movie_id}`;
}
