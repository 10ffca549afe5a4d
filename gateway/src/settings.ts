// The environment of the gateway.
import { port, shared, whereIs } from '@movies/service-kit';
import { type Static, Type } from 'typebox';

export const edgeSettings = {
  RATE_LIMIT_FACTOR: Type.Number({
    minimum: 0,
    maximum: 1_000_000,
    default: 1,
    description: 'Multiplies every rate limit; `0` switches them off.',
  }),
  CORS_ORIGINS: Type.String({
    default: '',
    description: 'Other sites whose pages may use the API, as `https://a.example,https://b.example`.',
  }),
  TRUST_PROXY: Type.String({
    default: '',
    description: 'Proxies in front of the gateway whose `X-Forwarded-*` headers count, as `10.0.0.0/8,127.0.0.1`.',
  }),
};

const { DATABASE_URL: _, ...withoutDatabase } = shared;

export const GatewaySettings = Type.Object({
  PORT: port(8000, 'Port to listen on.'),
  ...withoutDatabase,
  ...edgeSettings,
  AUTH_URL: whereIs('auth', 8101),
  MOVIE_URL: whereIs('movie', 8102),
  NOTIFICATION_URL: whereIs('notification', 8104),
});
export type GatewaySettings = Static<typeof GatewaySettings>;
