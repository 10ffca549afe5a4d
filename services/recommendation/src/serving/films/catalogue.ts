// Keeps all films in memory up to date, reading what has changed since the last look.

import { topOf } from '@movies/recommender';
import type { Database } from '@movies/service-kit';
import { filmsByIds, type ShownFilm } from '../shown/shown.repository.ts';
import type { FilmRow } from './columns.ts';
import { createFilms, type Films } from './films.ts';

export interface Catalogue {
  /** What is known now. Changes of the last second may be missing: they are being read. Throws where nothing could be read yet. */
  films(): Promise<Films>;
  /** What is known without asking anyone. */
  known(): Films;
  /** The films most people would like, best first, as they were a minute ago: for when there is no database to ask. */
  popular(): readonly ShownFilm[];
  /** Reads all that has changed up to now. */
  refresh(): Promise<void>;
}

const AT_ONCE = 1_000;
const LOOK_EVERY_MS = 1_000;
const POPULAR = 300;
const POPULAR_EVERY_MS = 60_000;

type Changed = FilmRow & { revision: number };

export function createCatalogue(database: Database): Catalogue {
  const films = createFilms();
  let revision = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isWhole = false;
  let popular: ShownFilm[] = [];
  let popularAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    lookedAt = performance.now();
    for (;;) {
      const changed = await database.rows<Changed>(CHANGED, [revision, AT_ONCE]);
      for (const film of changed) films.put(film);
      revision = changed.at(-1)?.revision ?? revision;
      if (changed.length < AT_ONCE) break;
    }
    isWhole = true;
    if (popular.length === 0 || lookedAt - popularAt > POPULAR_EVERY_MS) await findPopular();
  }

  async function findPopular(): Promise<void> {
    popularAt = lookedAt;
    const best = mostAppealing(films, POPULAR);
    const shown = await filmsByIds(database, best);
    popular = best.flatMap((id) => shown.get(id) ?? []);
  }

  async function refresh(): Promise<void> {
    // One that is under way may have begun before what the caller knows of.
    await looking?.catch(() => undefined);
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  return {
    known: () => films,
    popular: () => popular,
    refresh,
    films: async () => {
      if (!isWhole) await refresh();
      // Nobody waits for it, and where it fails the next one looks again.
      else if (!looking && performance.now() - lookedAt > LOOK_EVERY_MS) refresh().catch(() => undefined);
      return films;
    },
  };
}

const CHANGED = `
  SELECT revision, id, media_type, release_date, genres, directors, people, popularity, vote_average, vote_count,
    rating_sum, rating_count
  FROM movies WHERE revision > $1 ORDER BY revision LIMIT $2`;

function mostAppealing(films: Films, most: number): number[] {
  const { ids, size } = films.columns;
  return topOf(ids.subarray(0, size), films.appeal().values, most, (id) => id === 0).map(({ item }) => item);
}
