// What the doctor looks at here.
import { type Check, checksOfService } from '@movies/service-kit/doctor';
import { schema } from './database.ts';
import type { RecommendationSettings } from './settings.ts';

export function checksOf(settings: RecommendationSettings): Check[] {
  return checksOfService(settings, schema, { auth: settings.AUTH_URL, movie: settings.MOVIE_URL });
}
