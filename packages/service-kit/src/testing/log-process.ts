// Logs what must not be read in a log; the test reads what came out.
import { createApp } from '../http/app.ts';
import { createLog } from '../log.ts';
import { createMetrics, measureRequests } from '../metrics.ts';
import { asPartOf } from '../request-id.ts';

const SECRET = 'Tr0ub4dor';

const log = createLog('test', 'trace', process.argv[2] === 'terminal');

log.info({ password: SECRET, token: SECRET, refresh_token: SECRET, access_token: SECRET }, 'top');
log.info(
  { body: { password: SECRET, confirm_password: SECRET, current_password: SECRET, new_password: SECRET } },
  'in',
);
log.info(
  { req: { headers: { authorization: `Bearer ${SECRET}`, cookie: SECRET, 'x-internal-secret': SECRET } } },
  'rq',
);
log.info({ res: { headers: { 'set-cookie': [SECRET] } } }, 'answer');
log.info({ headers: { 'set-cookie': [SECRET] } }, 'headers');

const failedQuery = Object.assign(new Error('null value in column "username"'), {
  query: 'INSERT INTO accounts VALUES ($1, $2)',
  parameters: ['ada', SECRET],
  driverError: Object.assign(new Error('null value in column "username"'), {
    detail: `Failing row contains (7, null, ${SECRET}).`,
  }),
});
log.error({ err: failedQuery }, 'a query that failed');
const refusedLogin = Object.assign(new Error('WRONGPASS'), { command: { name: 'auth', args: [SECRET] } });
log.warn({ err: refusedLogin }, 'Redis refused us');
log.error({ err: new Error('above', { cause: failedQuery }) }, 'a failure with a cause');

const app = createApp({ log, requestLevel: 'debug', newRequestId: () => 'id' });
measureRequests(app, createMetrics(), 'test');
app.get('/', async () => {
  throw failedQuery;
});
await app.inject({ url: '/fine' });
await app.inject({ url: `/?token=${SECRET}`, headers: { authorization: SECRET, cookie: SECRET } });
asPartOf('request-7', () => log.info('of a request'));
log.info('done');
