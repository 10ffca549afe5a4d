// What the doctor looks at here.
import { type Check, checkPort, checksOfService } from '@movies/service-kit/doctor';
import type { GatewaySettings } from './settings.ts';

export function checksOf(settings: GatewaySettings): Check[] {
  const { AUTH_URL, MOVIE_URL, RECOMMENDATION_URL, NOTIFICATION_URL, HOST, METRICS_PORT } = settings;
  const services = {
    auth: AUTH_URL,
    movie: MOVIE_URL,
    recommendation: RECOMMENDATION_URL,
    notification: NOTIFICATION_URL,
  };
  return [
    ...checksOfService(settings, undefined, services),
    ...(METRICS_PORT === undefined ? [] : [checkPort('METRICS_PORT', HOST, METRICS_PORT)]),
  ];
}
