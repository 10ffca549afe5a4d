// The environment of this service.
import { port, shared, whereIs } from '@movies/service-kit';
import { type Static, Type } from 'typebox';

export const catalogueSettings = {
  TMDB_API_TOKEN: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'The API read access token (v4) of TMDb. Without one, only films that were added here are known.',
    }),
  ),
  TMDB_BASE_URL: Type.String({
    default: 'https://api.themoviedb.org/3',
    pattern: '^https?://',
    description: 'Where TMDb is reached.',
  }),
};

export const MovieSettings = Type.Object({
  PORT: port(8102, 'Port to listen on.'),
  ...shared,
  ...catalogueSettings,
  AUTH_URL: whereIs('auth', 8101),
});
export type MovieSettings = Static<typeof MovieSettings>;
