// What the doctor looks at here.
import { type Check, checkPort, checksOfService } from '@movies/service-kit/doctor';
import { schema } from './database.ts';
import type { NotificationSettings } from './settings.ts';

export function checksOf(settings: NotificationSettings): Check[] {
  const { HOST, SOCKET_HOST = HOST, SOCKET_PORT, AUTH_URL, MOVIE_URL, RECOMMENDATION_URL } = settings;
  const neighbours = { auth: AUTH_URL, movie: MOVIE_URL, recommendation: RECOMMENDATION_URL };
  return [...checksOfService(settings, schema, neighbours), checkPort('SOCKET_PORT', SOCKET_HOST, SOCKET_PORT)];
}
