import { afterEach, beforeEach, describe } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@movies/testing';
import { doesJobs } from '../testing/does-jobs.ts';

describe('jobs in PostgreSQL', () => {
  let server: TestDatabase;
  beforeEach(async () => {
    server = await createTestDatabase('kit');
  });
  // Hooks of an inner block end what uses it first.
  afterEach(() => server.drop());
  describe('behave:', () => doesJobs(() => ({ databaseUrl: server.url })));
});
