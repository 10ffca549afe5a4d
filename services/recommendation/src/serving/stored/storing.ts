// Computes and stores the best for members who are active, slowly enough that nobody who asks meanwhile notices.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import { currentModel } from '../../training/models.repository.ts';
import { wantedOf } from '../films/wanted.ts';
import { choose } from '../for-me/choosing.ts';
import { present } from '../for-me/for-me.ts';
import { historyOf } from '../history/history.repository.ts';
import { membersToServe, store } from './stored.repository.ts';

const BEST = 50;
const AT_ONCE = 200;
/** Between two people. Each takes a few milliseconds. */
const PAUSE_MS = 25;

export async function storePredictions(context: Context, ending: AbortSignal): Promise<void> {
  const modelId = await currentOnceItServes(context, ending);
  if (modelId === undefined) return;
  let after = 0;
  for (;;) {
    const members = await membersToServe(context.database, modelId, after, AT_ONCE);
    for (const userId of members) {
      // Another model has taken its place: its own round follows.
      if (ending.aborted || context.engine()?.modelId !== modelId) return;
      await storeBest(context, userId);
      await sleep(PAUSE_MS);
    }
    if (members.length < AT_ONCE) return;
    after = members.at(-1) as number;
  }
}

const LOADING_MS = 120_000;
const LOOK_MS = 250;

/** A version that was promoted a moment ago is still being loaded. */
async function currentOnceItServes(context: Context, ending: AbortSignal): Promise<number | undefined> {
  const end = performance.now() + LOADING_MS;
  while (!ending.aborted && performance.now() < end) {
    const current = await currentModel(context.database);
    if (current?.id === context.engine()?.modelId) return current?.id;
    await sleep(LOOK_MS);
  }
  return undefined;
}

async function storeBest(context: Context, userId: number): Promise<void> {
  const { database, catalogue } = context;
  const [films, { history }] = await Promise.all([catalogue.films(), historyOf(database, userId)]);
  const engine = context.engine();
  if (!engine) return;
  const asked = { isWanted: wantedOf(films, {}), exclude: [], adventure: undefined, limit: BEST, now: new Date() };
  const choices = choose({ userId, films, engine, history, ...asked });
  const list = await present(context, history, choices);
  await database.transaction((tx) => store(tx, userId, engine.modelId, list));
}
