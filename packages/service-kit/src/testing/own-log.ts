// A log of its own for the tests of a file.
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Database } from '../database/database.ts';
import { type EventLog, openEventLog } from '../event-log/event-log.ts';
import { type DatabaseUnderTest, databaseForTest } from './database.ts';
import { schema } from './schema.ts';

/** It is there once tests begin, and empty before each of them. */
export function logForTest() {
  const own = {} as { database: Database; events: EventLog };
  let server: DatabaseUnderTest;
  beforeAll(async () => {
    server = await databaseForTest();
    own.database = server.database;
    own.events = await openEventLog(server.database, 'kit', schema.log);
  });
  afterAll(async () => {
    await own.events.close();
    await server.close();
  });
  beforeEach(async () => {
    await own.database.run('TRUNCATE event_log RESTART IDENTITY');
    await own.database.run('UPDATE event_log_head SET position = 0');
  });
  return own;
}
