// What a member did a moment ago may not have come here yet. Their own newest events are read from the movie service's log,
// from where this service has followed it to, and count as if they had.
import type { EventRecord } from '@movies/contract';
import type { Context } from '../../context.ts';
import { historyOf } from './history.repository.ts';
import { applyEvents, type History } from './history.ts';

// Within what the gateway waits for a list, and with time left to make it.
const PATIENCE_MS = 150;
const MOST_IN_VAIN = 3;
const PAUSE_MS = 1_000;

type Needs = Pick<Context, 'database' | 'client' | 'movieUrl'>;

export async function historyNow(context: Needs, userId: number): Promise<History> {
  const { history, position } = await historyOf(context.database, userId);
  applyEvents(history, await newestOf(context, userId, position));
  return history;
}

interface Silence {
  /** How often in a row it did not answer in time. */
  times: number;
  since: number;
}

/** Of the movie service, by the client that asks it. */
const silences = new WeakMap<Needs['client'], Silence>();

/** While the movie service does not answer nobody waits for it: what is known here has to do. */
async function newestOf({ client, movieUrl }: Needs, userId: number, position: number): Promise<EventRecord[]> {
  const silence = silences.get(client);
  if (silence && silence.times >= MOST_IN_VAIN && performance.now() - silence.since < PAUSE_MS) return [];
  const url = `${movieUrl}/internal/events?after=${position}&subject=user:${userId}&limit=1000`;
  try {
    const { events } = await client.get<{ events: EventRecord[] }>(url, { timeoutMs: PATIENCE_MS });
    silences.delete(client);
    return events;
  } catch {
    silences.set(client, { times: (silence?.times ?? 0) + 1, since: performance.now() });
    return [];
  }
}
