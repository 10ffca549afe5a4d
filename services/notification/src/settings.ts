// The environment of this service.
import { port, publicUrl, shared, whereIs, whereMayBe } from '@movies/service-kit';
import { type Static, Type } from 'typebox';

export const liveSettings = {
  CONNECTIONS_PER_ADDRESS: Type.Integer({
    minimum: 0,
    default: 500,
    description: 'How many sockets one address may hold (IPv6: one /64); `0` for any number.',
  }),
  WEBHOOKS_TO_PRIVATE_ADDRESSES: Type.Enum(['0', '1'], {
    default: '0',
    description: 'Whether webhooks may lead to addresses of this machine and of private networks.',
  }),
};

export const NotificationSettings = Type.Object({
  PORT: port(8104, 'Port to listen on, for the gateway; `/socket.io` too.'),
  SOCKET_PORT: port(8001, 'Port of live notifications alone, for clients.'),
  SOCKET_HOST: Type.Optional(Type.String({ description: 'Address for `SOCKET_PORT`, where it is not `HOST`.' })),
  ...shared,
  CORS_ORIGINS: Type.String({
    default: '',
    description: 'Other sites whose pages may connect, as `https://a.example,https://b.example`.',
  }),
  ...liveSettings,
  PUBLIC_URL: publicUrl,
  AUTH_URL: whereIs('auth', 8101),
  MOVIE_URL: whereIs('movie', 8102),
  RECOMMENDATION_URL: whereMayBe('recommendation', 8103),
});
export type NotificationSettings = Static<typeof NotificationSettings>;
