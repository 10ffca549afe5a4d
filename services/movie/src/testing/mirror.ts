// A mirror of the fake TMDb on a database of its own; no jobs ask beside the test.
import { openDatabase, openEventLog } from '@movies/service-kit';
import { createMigratedDatabase, type FakeTmdb, startFakeTmdb, testResources } from '@movies/testing';
import { schema } from '../database.ts';
import { createTmdb, type Tmdb } from '../tmdb/client.ts';
import type { MirrorCore } from '../tmdb/core.ts';
import { createMirror, type Mirror } from '../tmdb/mirror.ts';
import { type TestClock, testClock } from './time.ts';

export interface MirrorUnderTest {
  tmdb: FakeTmdb;
  client: Tmdb;
  mirror: Mirror;
  core: MirrorCore;
  clock: TestClock;
  stop(): Promise<void>;
}

/** TMDb is waited for for less than it is elsewhere. */
export async function startMirrorForTest(listSeconds = 3_600, timeoutMs = 500): Promise<MirrorUnderTest> {
  const server = await createMigratedDatabase('movie', schema);
  const { lifecycle, log, cache } = await testResources();
  const database = await openDatabase({ ...schema, url: server.url, log });
  lifecycle.atEnd('database', () => database.close());
  const events = await openEventLog(database, 'movie', log);
  lifecycle.atEnd('event log', () => events.close());
  const core = { database, events, cache, log };
  const tmdb = await startFakeTmdb();
  const clock = testClock();
  const client = createTmdb({ url: tmdb.url, token: tmdb.token, log, clock, timeoutMs });
  const stop = async () => {
    await client.close();
    await tmdb.close();
    await lifecycle.end();
    await server.drop();
  };
  return { tmdb, client, core, clock, stop, mirror: createMirror(core, client, { clock, listSeconds }) };
}
