// What the rules of this service work with.
import type { Bell, Database, Log } from '@movies/service-kit';
import type { FilmsFor } from './digests/films.ts';
import type { MayReach } from './webhooks/addresses.ts';

export interface Context {
  database: Database;
  /** Rung when there is something new to emit; every replica hears it. */
  bell: Bell;
  /** Whether webhooks may lead to an address. */
  mayReach: MayReach;
  /** The best few that the recommendation service has for a member; none where it does not tell. */
  filmsFor: FilmsFor;
  /** Where people find the web pages, if there are any. */
  site: string | undefined;
  log: Log;
}
