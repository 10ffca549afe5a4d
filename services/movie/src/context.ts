// What the rules of this service work with.
import type { Cache, Database, EventLog, Log } from '@movies/service-kit';
import type { MovieJobs } from './jobs.ts';
import type { Mirror } from './tmdb/mirror.ts';

export interface Context {
  database: Database;
  events: EventLog;
  cache: Cache;
  jobs: MovieJobs;
  /** TMDb, where there is a token for it. */
  mirror: Mirror | undefined;
  log: Log;
}
