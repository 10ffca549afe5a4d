// All journeys go through one platform: to start one takes longer than most of them.
import { afterAll } from '@jest/globals';
import { findPlatform } from './platform.ts';
import './journeys/accounts.ts';
import './journeys/movies.ts';
import './journeys/sockets.ts';
import './journeys/operations.ts';

afterAll(async () => {
  const platform = await findPlatform();
  await platform.stop();
});
