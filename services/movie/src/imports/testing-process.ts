// A worker on an import in a process of its own, for tests to kill.
import { createCache, createLog, openDatabase, openEventLog } from '@movies/service-kit';
import { schema } from '../database.ts';
import { runImport } from './running.ts';

const [url = '', id = ''] = process.argv.slice(2);
const log = createLog('test', 'silent');
const database = await openDatabase({ ...schema, url, log });
const events = await openEventLog(database, 'movie', log);
await runImport({ database, events, cache: createCache(), mirror: undefined, log }, Number(id));
