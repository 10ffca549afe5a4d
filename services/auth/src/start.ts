// Opens what the service needs, in order, and lets it listen.
import { join } from 'node:path';
import {
  createInternalClient,
  createLimiter,
  listen,
  openDatabase,
  openEventLog,
  openJobs,
  type Resources,
} from '@movies/service-kit';
import { createElsewhere } from './accounts/elsewhere.ts';
import { ensureSuperuser } from './accounts/first-superuser.ts';
import { buildApp } from './app.ts';
import type { Context, Core } from './context.ts';
import { schema } from './database.ts';
import { openKeys } from './keys/keys.ts';
import { createMail, sendLetter, sendWaitingLetters } from './mail/mail.ts';
import { createSender } from './mail/transport.ts';
import { createPasswords, type Passwords } from './passwords/passwords.ts';
import { tokenSigner } from './sessions/tokens.ts';
import type { AuthSettings } from './settings.ts';
import { tidyUp } from './tidy-up.ts';

const MINUTE = 60_000;
const FAILURES = { name: 'failed-logins', times: 10, seconds: 15 * 60 };
const LETTERS = { name: 'letters', times: 3, seconds: 3600 };

export async function startAuth(
  settings: AuthSettings,
  resources: Resources,
  makePasswords?: () => Promise<Passwords>,
): Promise<{ url: string; context: Context }> {
  const { lifecycle, metrics, log } = resources;
  const core = await openCore(settings, resources, makePasswords);
  const jobs = await openAuthJobs(settings, resources, core);
  const context = { ...core, mail: createMail((id) => jobs.add('send-letter', { id }, String(id)), log) };
  await ensureNamedSuperuser(settings, context);
  const app = buildApp(context, { metrics, lifecycle, jobs, internalSecret: settings.INTERNAL_SECRET });
  const port = await listen(app, lifecycle, { host: settings.HOST, port: settings.PORT, variable: 'PORT' });
  return { url: `http://127.0.0.1:${port}`, context };
}

type Where = Pick<
  AuthSettings,
  'PUBLIC_URL' | 'DATABASE_URL' | 'INTERNAL_SECRET' | 'MOVIE_URL' | 'RECOMMENDATION_URL' | 'NOTIFICATION_URL'
>;

export async function openCore(
  settings: Where,
  resources: Resources,
  makePasswords: () => Promise<Passwords> = createPasswords,
): Promise<Core> {
  const { log, lifecycle, metrics, cache, redis } = resources;
  const database = await openDatabase({ ...schema, url: settings.DATABASE_URL, log, metrics });
  lifecycle.atEnd('database', () => database.close());
  const events = await openEventLog(database, 'auth', log);
  lifecycle.atEnd('event log', () => events.close());
  const keys = await openKeys(database, lifecycle);
  const passwords = await makePasswords();
  const client = createInternalClient(settings.INTERNAL_SECRET);
  lifecycle.atEnd('connections to services', () => client.close());
  return {
    database,
    events,
    cache,
    keys,
    passwords,
    site: settings.PUBLIC_URL,
    sign: tokenSigner(keys),
    elsewhere: createElsewhere(
      () => ({
        movie: settings.MOVIE_URL,
        recommendation: settings.RECOMMENDATION_URL,
        notification: settings.NOTIFICATION_URL,
      }),
      client,
      cache,
      log,
    ),
    failedLogins: createLimiter(FAILURES, redis),
    lettersAskedFor: createLimiter(LETTERS, redis),
    log,
  };
}

async function openAuthJobs(settings: AuthSettings, resources: Resources, core: Core) {
  const { database, log } = core;
  const folder = join(settings.DATA_DIR, 'mail');
  const send = createSender({ smtpUrl: settings.SMTP_URL, from: settings.MAIL_FROM, folder, log });
  const where = {
    service: 'auth',
    databaseUrl: settings.DATABASE_URL,
    redisUrl: settings.JOBS_REDIS_URL ?? settings.REDIS_URL,
  };
  return openJobs(
    { ...where, ...resources },
    {
      handlers: {
        'send-letter': ({ id }: { id: number }) => sendLetter(database, send, id),
        'send-waiting-letters': () => sendWaitingLetters(database, send, log),
        'tidy-up': () => tidyUp(core),
      },
      every: { 'send-waiting-letters': MINUTE, 'tidy-up': 60 * MINUTE },
    },
  );
}

async function ensureNamedSuperuser({ ADMIN_EMAIL, ADMIN_PASSWORD }: AuthSettings, context: Context): Promise<void> {
  if (ADMIN_EMAIL) await ensureSuperuser(context, { email: ADMIN_EMAIL, password: ADMIN_PASSWORD });
}
