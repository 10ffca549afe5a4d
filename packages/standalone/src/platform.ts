// Gateway and services in one process, on one PostgreSQL server.
import { type Context as AuthContext, isAnyoneThere, startAuth } from '@movies/auth';
import { startGateway } from '@movies/gateway';
import { type Context as MovieContext, startMovie } from '@movies/movie';
import { startNotification } from '@movies/notification';
import { createLog, type Lifecycle, type Log, openResources } from '@movies/service-kit';
import { openDatabases } from './databases.ts';
import { readSecrets } from './secrets.ts';
import { SERVICES } from './services.ts';
import type { StandaloneSettings } from './settings.ts';

export interface Platform {
  url: string;
  auth: AuthContext;
  movie: MovieContext;
  /** Whether nobody had an account here when it started. */
  isEmpty: boolean;
}

export async function startPlatform(settings: StandaloneSettings, lifecycle: Lifecycle, log: Log): Promise<Platform> {
  const secrets = await readSecrets(settings.DATA_DIR, SERVICES);
  const databases = await openDatabases({ settings, secrets, services: SERVICES, lifecycle, log });
  const resources = await openResources(log, lifecycle, settings.REDIS_URL);
  const inside = { ...settings, HOST: '127.0.0.1', PORT: 0, INTERNAL_SECRET: secrets.internalSecret };
  const named = (name: string) => ({ ...resources, log: createLog(name, settings.LOG_LEVEL) });
  const ofAuth = { ...inside, DATABASE_URL: databases.auth, MOVIE_URL: '', NOTIFICATION_URL: '' };
  const auth = await startAuth(ofAuth, named('auth'));
  const addresses = { AUTH_URL: auth.url };
  const movie = await startMovie({ ...inside, ...addresses, DATABASE_URL: databases.movie }, named('movie'));
  const { SOCKET_PORT, HOST: SOCKET_HOST } = settings;
  const live = { ...inside, ...addresses, MOVIE_URL: movie.url, SOCKET_PORT, SOCKET_HOST };
  const notification = await startNotification(
    { ...live, DATABASE_URL: databases.notification },
    named('notification'),
  );
  // The auth service asks the services that follow it, which can't start before it.
  Object.assign(ofAuth, { MOVIE_URL: movie.url, NOTIFICATION_URL: notification.url });
  const isEmpty = !(await isAnyoneThere(auth.context.database));
  const services = { ...addresses, MOVIE_URL: movie.url, NOTIFICATION_URL: notification.url };
  const edge = { ...settings, ...services, INTERNAL_SECRET: secrets.internalSecret };
  const { url } = await startGateway(edge, named('gateway'));
  return { url, auth: auth.context, movie: movie.context, isEmpty };
}
