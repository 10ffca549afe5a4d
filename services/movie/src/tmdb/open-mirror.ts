import type { Lifecycle } from '@movies/service-kit';
import type { MovieSettings } from '../settings.ts';
import { createTmdb } from './client.ts';
import type { MirrorCore } from './core.ts';
import { createMirror, type Mirror } from './mirror.ts';

type Where = Pick<MovieSettings, 'TMDB_API_TOKEN' | 'TMDB_BASE_URL'>;

/** Nothing where there is no token. */
export function openMirror(
  { TMDB_API_TOKEN: token, TMDB_BASE_URL: url }: Where,
  lifecycle: Lifecycle,
  core: MirrorCore,
): Mirror | undefined {
  if (!token) return undefined;
  const tmdb = createTmdb({ url, token, log: core.log });
  lifecycle.atEnd('connections to TMDb', () => tmdb.close());
  return createMirror(core, tmdb);
}
