// What the rules of this service work with.
import type { Bell, Database, Log } from '@movies/service-kit';
import type { MayReach } from './webhooks/addresses.ts';

export interface Context {
  database: Database;
  /** Rung when there is something new to emit; every replica hears it. */
  bell: Bell;
  /** Whether webhooks may lead to an address. */
  mayReach: MayReach;
  log: Log;
}
