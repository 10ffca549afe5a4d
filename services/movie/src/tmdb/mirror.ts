// Films of TMDb that someone here has asked for, or that it lists. What was seen once is a film of ours from then on,
// whether TMDb is there or not.
import { mayBeTmdbId, type Reference } from '../catalogue/references.ts';
import type { Tmdb } from './client.ts';
import { clock as realClock } from './clock.ts';
import type { MirrorCore } from './core.ts';
import { createDetails } from './details.ts';
import { isAway } from './failures.ts';
import { fillGenres } from './genres.ts';
import { createLists, type Listed, type Patience, type Span } from './lists.ts';
import { mirroredById } from './mirrored.repository.ts';
import { createMissing } from './missing.ts';
import { patiently } from './patience.ts';
import { refreshFilms } from './refresh.ts';

export interface Mirror {
  /** Brings a film here and answers its id; undefined where TMDb does not have it. Throws where it does not answer. */
  bring(reference: Reference): Promise<number | undefined>;
  /** Sees to it that a film is here with all its details. Where TMDb does not answer, it stays as it is. */
  complete(id: number): Promise<void>;
  /** These never throw for TMDb: where it does not answer they give what it said last, which may be nothing. */
  search(words: string, span?: Span): Promise<Listed>;
  trending(span?: Span): Promise<Listed>;
  popular(span?: Span): Promise<Listed>;
  discover(genreId: number, span?: Span): Promise<Listed>;
  recommendationsOf(id: number, span?: Span): Promise<Listed>;
  /** Takes films anew, and answers how many it could. */
  refresh(ids: readonly number[]): Promise<number>;
  fillGenres(): Promise<void>;
}

interface Options extends Partial<Patience> {
  clock?: typeof realClock;
}

const PATIENCE_MS = 2_000;
const LIST_SECONDS = 3_600;

export function createMirror(
  core: MirrorCore,
  tmdb: Tmdb,
  { clock = realClock, patienceMs = PATIENCE_MS, listSeconds = LIST_SECONDS }: Options = {},
): Mirror {
  const { database } = core;
  const details = createDetails(core, tmdb, createMissing(clock));

  return {
    bring: async ({ id, imdbId }) => {
      if (imdbId) return patiently(details.byImdbId(imdbId), patienceMs);
      return mayBeTmdbId(id) ? patiently(details.byTmdbId(id), patienceMs) : undefined;
    },
    complete: async (id) => {
      const row = await mirroredById(database, id);
      if (!row || row.whole) return;
      await patiently(details.refresh(row), patienceMs).catch(passOver);
    },
    ...createLists(core, tmdb, { patienceMs, listSeconds }),
    refresh: (ids) => refreshFilms(core, details, ids),
    fillGenres: () => fillGenres(core, tmdb),
  };
}

function passOver(error: unknown): void {
  if (!isAway(error)) throw error;
}
