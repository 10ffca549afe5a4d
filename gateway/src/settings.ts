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
  METRICS_PORT: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 65_535,
      description:
        'Port for `/metrics` alone, without a token: for Prometheus, on a network that outsiders are not in.',
    }),
  ),
};

const { DATABASE_URL: _, ...withoutDatabase } = shared;

export const GatewaySettings = Type.Object({
  PORT: port(8000, 'Port to listen on.'),
  ...withoutDatabase,
  ...edgeSettings,
  AUTH_URL: whereIs('auth', 8101),
  MOVIE_URL: whereIs('movie', 8102),
  RECOMMENDATION_URL: whereIs('recommendation', 8103),
  NOTIFICATION_URL: whereIs('notification', 8104),
  WEB_DIR: Type.Optional(
    Type.String({
      description: 'Folder of the built web pages (`pnpm build:web <folder>`). Without it there are none.',
    }),
  ),
});
export type GatewaySettings = Static<typeof GatewaySettings>;
