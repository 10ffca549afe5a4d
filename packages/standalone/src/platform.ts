// Gateway and services in one process, on one PostgreSQL server.
import { type Context as AuthContext, isAnyoneThere, startAuth } from '@movies/auth';
import { startGateway } from '@movies/gateway';
import { type Context as MovieContext, startMovie } from '@movies/movie';
import { startNotification } from '@movies/notification';
import { startRecommendation } from '@movies/recommendation';
import { createLog, type Lifecycle, type Log, openResources, startTracing } from '@movies/service-kit';
import { ensureWeb } from '@movies/web';
import { openDatabases } from './databases.ts';
import { readSecrets } from './secrets.ts';
import { SERVICES } from './services.ts';
import type { StandaloneSettings } from './settings.ts';

export interface Platform {
  url: string;
  auth: AuthContext;
  movie: MovieContext;
  /** Whether nobody but the named admin had an account here when it started. */
  isEmpty: boolean;
}

const NOWHERE = { MOVIE_URL: '', RECOMMENDATION_URL: '', NOTIFICATION_URL: '' };

export async function startPlatform(settings: StandaloneSettings, lifecycle: Lifecycle, log: Log): Promise<Platform> {
  await startTracing('movie-review-platform', settings, lifecycle);
  // Where it has to be built, that goes on while the database starts.
  const web = ensureWeb().catch((error) => void log.warn(error, 'The web pages are not there; the API is.'));
  const secrets = await readSecrets(settings.DATA_DIR, SERVICES);
  const databases = await openDatabases({ settings, secrets, services: SERVICES, lifecycle, log });
  const resources = await openResources(log, lifecycle, settings.REDIS_URL);
  const inside = { ...settings, HOST: '127.0.0.1', PORT: 0, INTERNAL_SECRET: secrets.internalSecret };
  const named = (name: string) => ({ ...resources, log: createLog(name, settings.LOG_LEVEL) });
  const { PUBLIC_URL = `http://localhost:${settings.PORT}` } = settings;
  const ofAuth = { ...inside, PUBLIC_URL, DATABASE_URL: databases.auth, ...NOWHERE };
  const auth = await startAuth(ofAuth, named('auth'));
  const addresses = { AUTH_URL: auth.url };
  const movie = await startMovie({ ...inside, ...addresses, DATABASE_URL: databases.movie }, named('movie'));
  const learning = { ...inside, ...addresses, MOVIE_URL: movie.url, DATABASE_URL: databases.recommendation };
  const recommendation = await startRecommendation(learning, named('recommendation'));
  const { SOCKET_PORT, HOST: SOCKET_HOST } = settings;
  const others = { ...addresses, MOVIE_URL: movie.url, RECOMMENDATION_URL: recommendation.url };
  const live = { ...inside, ...others, PUBLIC_URL, SOCKET_PORT, SOCKET_HOST };
  const notification = await startNotification(
    { ...live, DATABASE_URL: databases.notification },
    named('notification'),
  );
  // The auth service asks the services that follow it, which can't start before it.
  const followers = {
    MOVIE_URL: movie.url,
    RECOMMENDATION_URL: recommendation.url,
    NOTIFICATION_URL: notification.url,
  };
  Object.assign(ofAuth, followers);
  const isEmpty = !(await isAnyoneThere(auth.context.database, settings.ADMIN_EMAIL));
  const folder = await web;
  const edge = {
    ...settings,
    ...addresses,
    ...followers,
    INTERNAL_SECRET: secrets.internalSecret,
    ...(folder ? { WEB_DIR: folder } : {}),
  };
  const { url } = await startGateway(edge, named('gateway'));
  return { url, auth: auth.context, movie: movie.context, isEmpty };
}
