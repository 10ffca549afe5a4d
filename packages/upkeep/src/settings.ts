// The environment of the commands where each service is a process of its own.
import { databaseUrl, shared } from '@movies/service-kit';
import { type Static, Type } from 'typebox';
import type { ServiceName } from './schemas.ts';

const ofService = (name: string) => databaseUrl(`Where the ${name} service connects; the role and password it gets.`);

export const UpkeepSettings = Type.Object({
  DATABASE_ADMIN_URL: databaseUrl('The database, as a user who may create roles.'),
  AUTH_DATABASE_URL: ofService('auth'),
  MOVIE_DATABASE_URL: ofService('movie'),
  NOTIFICATION_DATABASE_URL: ofService('notification'),
  RECOMMENDATION_DATABASE_URL: ofService('recommendation'),
  REDIS_URL: shared.REDIS_URL,
  LOG_LEVEL: shared.LOG_LEVEL,
  DATA_DIR: Type.String({ default: '.data', description: 'Where is kept that demo data are being loaded.' }),
  DEMO: Type.Enum(['0', '1'], { default: '0', description: 'Whether an empty installation gets demo data.' }),
  ADMIN_EMAIL: Type.Optional(
    Type.String({ description: 'The superuser that the auth service makes; without one, demo data have an admin.' }),
  ),
});
export type UpkeepSettings = Static<typeof UpkeepSettings>;

/** Where each service connects. */
export function databasesOf(settings: UpkeepSettings): Record<ServiceName, string> {
  return {
    auth: settings.AUTH_DATABASE_URL,
    movie: settings.MOVIE_DATABASE_URL,
    notification: settings.NOTIFICATION_DATABASE_URL,
    recommendation: settings.RECOMMENDATION_DATABASE_URL,
  };
}
