// An import of a data set in a process of its own, for tests to kill.
import { createCache, createLog, openDatabase, openEventLog } from '@movies/service-kit';
import { schema } from '../database.ts';
import { importMovieLens } from './import-movielens.ts';

const [url = '', path = ''] = process.argv.slice(2);
const log = createLog('test', 'silent');
const database = await openDatabase({ ...schema, url, log, answerMs: 30_000 });
const events = await openEventLog(database, 'movie', log);
await importMovieLens({ database, events, cache: createCache() }, path, {
  addMembers: async (people) => people.map(({ username }) => Number(username.split('-')[1])),
  progress: ({ step, share }) => {
    if (step === 'ratings' && share < 1) process.stdout.write('.');
  },
});
