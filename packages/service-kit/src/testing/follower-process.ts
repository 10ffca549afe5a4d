// A follower in a process of its own, which can be killed.
import { openDatabase } from '../database/database.ts';
import { createLifecycle } from '../lifecycle.ts';
import { startFollower } from './follower.ts';
import { schema } from './schema.ts';

const [name = '', sourceUrl = '', databaseUrl = ''] = process.argv.slice(2);

const database = await openDatabase({ ...schema, url: databaseUrl });
const applied = () => void process.stdout.write('applied\n');
startFollower({ name, sourceUrl, database, lifecycle: createLifecycle(schema.log), applied });
