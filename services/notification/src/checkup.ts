// What the doctor looks at here.
import { type Check, checkPort, checksOfService } from '@movies/service-kit/doctor';
import { schema } from './database.ts';
import type { NotificationSettings } from './settings.ts';

export function checksOf(settings: NotificationSettings): Check[] {
  const { HOST, SOCKET_HOST = HOST, SOCKET_PORT, AUTH_URL: auth, MOVIE_URL: movie } = settings;
  return [...checksOfService(settings, schema, { auth, movie }), checkPort('SOCKET_PORT', SOCKET_HOST, SOCKET_PORT)];
}
