import { beforeEach } from '@jest/globals';
import { describeWithRedis } from '@movies/testing/jest';
import { doesJobs } from '../testing/does-jobs.ts';

describeWithRedis('jobs in Redis', (redis) => {
  let place = 0;
  beforeEach(() => {
    place += 1;
  });
  doesJobs(() => ({ databaseUrl: 'postgres://not-asked', redisUrl: `${redis().url}/${place}` }));
});
