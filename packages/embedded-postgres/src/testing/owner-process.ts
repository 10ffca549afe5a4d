// A process that starts PostgreSQL on a folder, tells where it is, and holds it until it is told to end.
import { createLog } from '@movies/service-kit';
import { startPostgres } from '../cluster.ts';

const [directory = '', password = ''] = process.argv.slice(2);
const server = await startPostgres({ directory, password, log: createLog('test', 'silent'), quick: true });
process.once('SIGTERM', () => server.stop().then(() => process.exit(0)));
process.stdout.write(`${JSON.stringify({ url: server.url, processId: server.processId })}\n`);
