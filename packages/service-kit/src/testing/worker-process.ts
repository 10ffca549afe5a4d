// A worker that takes a job and never finishes it.
import { openJobs } from '../jobs/jobs.ts';
import { createLifecycle } from '../lifecycle.ts';
import { createMetrics } from '../metrics.ts';
import { schema } from './schema.ts';

const [databaseUrl = '', redisUrl] = process.argv.slice(2);
const { log } = schema;

const take = async () => {
  process.stdout.write('taken\n');
  await new Promise(() => undefined);
};
const options = {
  service: 'kit',
  databaseUrl,
  redisUrl,
  lifecycle: createLifecycle(log),
  log,
  metrics: createMetrics(),
};
const jobs = await openJobs(options, { handlers: { take } });
await jobs.add('take', undefined);
