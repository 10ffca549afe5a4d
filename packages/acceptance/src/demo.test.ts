// All that goes on among the people and films of the demo goes on in one platform, which takes its time to be filled with them.
import { afterAll } from '@jest/globals';
import { findDemoPlatform } from './platform.ts';
import './journeys/recommendations.ts';
import './journeys/operators.ts';

afterAll(async () => {
  const platform = await findDemoPlatform();
  await platform.stop();
});
