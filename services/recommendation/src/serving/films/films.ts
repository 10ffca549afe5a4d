// All films in memory, and what is known of each without looking anywhere.
import type { Ranker } from '@movies/recommender';
import { type Appeal, appealOf } from './appeal.ts';
import { type Columns, emptyColumns, type FilmRow, GENRES, grown, writeFilm } from './columns.ts';
import { createGenres, type Genres } from './genres.ts';

export interface Films {
  readonly columns: Columns;
  readonly genres: Genres;
  placeOf(id: number): number | undefined;
  put(film: FilmRow): void;
  remove(id: number): void;
  appeal(): Appeal;
  /** For each place where a model has the film, −1 where it does not know it. */
  placesIn(ranker: Ranker): Int32Array;
  genresAt(place: number): number[];
}

const USUAL_MEAN = 3.5;

export function createFilms(): Films {
  let columns = emptyColumns();
  const places = new Map<number, number>();
  const genres = createGenres();
  let sum = 0;
  let count = 0;
  /** Until a film changes. */
  let appeal: Appeal | undefined;

  const countIn = (place: number, sign: 1 | -1) => {
    sum += sign * (columns.ratingSums[place] as number);
    count += sign * (columns.ratingCounts[place] as number);
    appeal = undefined;
  };

  const placesIn = placesInModels(() => columns);

  return {
    get columns() {
      return columns;
    },
    genres,
    placeOf: (id) => places.get(id),
    put: (film) => {
      const place = places.get(film.id) ?? columns.size;
      if (place === columns.ids.length) columns = grown(columns);
      if (place < columns.size) countIn(place, -1);
      else columns.size += 1;
      places.set(film.id, place);
      writeFilm(columns, place, film, genres.codeOf);
      countIn(place, 1);
    },
    remove: (id) => {
      const place = places.get(id);
      if (place === undefined) return;
      countIn(place, -1);
      places.delete(id);
      columns.ids[place] = 0;
    },
    appeal: () => {
      appeal ??= appealOf(columns, count > 0 ? sum / count : USUAL_MEAN);
      return appeal;
    },
    placesIn,
    genresAt: (place) => [...columns.genres.subarray(place * GENRES, (place + 1) * GENRES)].filter((code) => code > 0),
  };
}

/** A film's place in a model never changes, so only films that are new since the last look are looked up. */
function placesInModels(columns: () => Columns): (ranker: Ranker) => Int32Array {
  const ofModels = new WeakMap<Ranker, { upTo: number; places: Int32Array }>();
  return (ranker) => {
    const { ids, size } = columns();
    const known = ofModels.get(ranker) ?? { upTo: 0, places: new Int32Array(ids.length) };
    if (known.places.length < size) known.places = widened(known.places, ids.length);
    for (; known.upTo < size; known.upTo++) {
      known.places[known.upTo] = ranker.items.placeOf(ids[known.upTo] as number) ?? -1;
    }
    ofModels.set(ranker, known);
    return known.places;
  };
}

function widened(places: Int32Array, room: number): Int32Array {
  const wide = new Int32Array(room);
  wide.set(places);
  return wide;
}
