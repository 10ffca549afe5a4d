// Every operation of the public API.
import * as accounts from './accounts/operations.ts';
import * as movies from './movies/operations.ts';
import * as notifications from './notifications/operations.ts';
import type { Operation } from './operation.ts';

export const operations: readonly Operation[] = [
  ...Object.values(accounts),
  ...Object.values(movies),
  ...Object.values(notifications),
];
