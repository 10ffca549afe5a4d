// A database for one test file.
import { createMigratedDatabase, createTestDatabase } from '@movies/testing';
import { type Database, openDatabase } from '../database/database.ts';
import { schema } from './schema.ts';

export interface DatabaseUnderTest {
  database: Database;
  url: string;
  adminUrl: string;
  close(): Promise<void>;
}

/** On the server that all tests share, or on one of the test's own. */
export async function databaseForTest(serverUrl?: string): Promise<DatabaseUnderTest> {
  const { url, adminUrl, drop } = await (serverUrl
    ? createTestDatabase('kit', serverUrl)
    : createMigratedDatabase('kit', schema));
  const database = await openDatabase({ ...schema, url });
  return {
    database,
    url,
    adminUrl,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}
