// Every operation of the public API.
import * as accounts from './accounts/operations.ts';
import * as movies from './movies/operations.ts';
import * as notifications from './notifications/operations.ts';
import * as operating from './operating/operations.ts';
import type { Operation } from './operation.ts';
import * as recommendations from './recommendations/operations.ts';

export const operations: readonly Operation[] = [
  ...Object.values(accounts),
  ...Object.values(movies),
  ...Object.values(recommendations),
  ...Object.values(notifications),
  ...Object.values(operating),
];
