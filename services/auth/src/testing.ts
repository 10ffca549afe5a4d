// The auth service as its tests start it: real, on a database of its own.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@movies/contract/client';
import { createTestDatabase, type TestDatabase, testResources } from '@movies/testing';
import type { Context } from './context.ts';
import { startAuth } from './start.ts';

export interface AuthUnderTest {
  url: string;
  api: Client;
  context: Context;
  server: TestDatabase;
  /** Where letters are written. */
  mailFolder: string;
  internalSecret: string;
  stop(): Promise<void>;
}

const INTERNAL_SECRET = 'only-for-tests-0123456789';

export async function startAuthForTest(settings: Record<string, string> = {}): Promise<AuthUnderTest> {
  const server = await createTestDatabase('auth');
  const resources = await testResources();
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'movies-auth-'));
  const { url, context } = await startAuth(
    {
      HOST: '127.0.0.1',
      PORT: 0,
      DATABASE_URL: server.url,
      LOG_LEVEL: 'silent',
      INTERNAL_SECRET,
      MAIL_FROM: 'tests@localhost',
      DATA_DIR,
      ...settings,
    },
    resources,
  );
  return {
    url,
    api: createClient(url),
    context,
    server,
    mailFolder: join(DATA_DIR, 'mail'),
    internalSecret: INTERNAL_SECRET,
    stop: async () => {
      await resources.lifecycle.end();
      await server.drop();
    },
  };
}
