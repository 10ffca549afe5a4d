// The thread that makes a version ready to serve: reads it from the database, and lays it out in memory that is shared with
// whoever wants it.
import { readlinkSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { shelveRanking, shelveRatings } from '@movies/recommender/shelves';
import { connect } from '@movies/service-kit/connection';
import { readModels } from './models.repository.ts';
import { BESIDE_OTHERS, yieldToOthers } from './priority.ts';
import type { Shelves, Wanted } from './shelving.ts';

/** Nobody waits for it, and a busy machine leaves it little. */
const ANSWER_MS = 60_000;

async function work({ databaseUrl, schema, modelId }: Wanted): Promise<Shelves> {
  const connection = await connect({ url: databaseUrl, schema, answerMs: ANSWER_MS });
  try {
    const { ratings, ranking } = await readModels(connection, modelId);
    return { ratings: shelveRatings(ratings, 'shared'), ranking: await shelveRanking(ranking, 'shared') };
  } finally {
    await connection.close();
  }
}

/** Its own number, where threads have one that can be read. */
function threadNumber(): number | undefined {
  try {
    return Number(readlinkSync('/proc/thread-self').split('/').at(-1));
  } catch {
    return undefined;
  }
}

const wanted = workerData as Wanted;
if (!wanted.urgent) yieldToOthers(threadNumber(), BESIDE_OTHERS);
parentPort?.postMessage(await work(wanted));
