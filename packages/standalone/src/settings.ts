// The environment of the whole platform in one process. The README's table of variables is made from it.
import { accountSettings } from '@movies/auth';
import { edgeSettings } from '@movies/gateway';
import { catalogueSettings } from '@movies/movie';
import { liveSettings } from '@movies/notification';
import { trainingSettings } from '@movies/recommendation';
import { databaseUrl, port, publicUrl, shared, tracing } from '@movies/service-kit';
import { type Static, Type } from 'typebox';

export const StandaloneSettings = Type.Object({
  PORT: port(8000, 'Port of the API and the web pages.'),
  SOCKET_PORT: port(8001, 'Port of live notifications, beside `/socket.io` on `PORT`.'),
  HOST: shared.HOST,
  DATA_DIR: accountSettings.DATA_DIR,
  DATABASE_URL: Type.Optional(
    databaseUrl('A PostgreSQL server to use instead of the embedded one, as `postgres://user:password@host/database`.'),
  ),
  REDIS_URL: shared.REDIS_URL,
  LOG_LEVEL: shared.LOG_LEVEL,
  ...tracing,
  DEMO: Type.Enum(['0', '1'], { default: '1', description: 'Whether an empty installation gets demo data.' }),
  ADMIN_EMAIL: accountSettings.ADMIN_EMAIL,
  ADMIN_PASSWORD: accountSettings.ADMIN_PASSWORD,
  SMTP_URL: accountSettings.SMTP_URL,
  MAIL_FROM: accountSettings.MAIL_FROM,
  PUBLIC_URL: publicUrl,
  ...catalogueSettings,
  ...trainingSettings,
  ...edgeSettings,
  ...liveSettings,
});
export type StandaloneSettings = Static<typeof StandaloneSettings>;
