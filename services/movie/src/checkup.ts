// What the doctor looks at here.
import { type Check, checksOfService } from '@movies/service-kit/doctor';
import { schema } from './database.ts';
import type { MovieSettings } from './settings.ts';
import { checkTmdb } from './tmdb/checkup.ts';

export function checksOf(settings: MovieSettings): Check[] {
  return [...checksOfService(settings, schema, { auth: settings.AUTH_URL }), checkTmdb(settings)];
}
