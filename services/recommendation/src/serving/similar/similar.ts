// Films like a film: what the same people make of both, and what both are about. The same for everyone, so it is kept at the
// edge until a model takes another's place.
import type { Recommendation } from '@movies/contract';
import { diversify, type Scored, topOf } from '@movies/recommender';
import type { Context, Engine } from '../../context.ts';
import { GENRES, PEOPLE } from '../films/columns.ts';
import type { Films } from '../films/films.ts';
import { filmOf } from '../shown/finding.ts';
import { filmsByIds } from '../shown/shown.repository.ts';
import { likingsByFilm } from '../weighing/sums.ts';

const USUAL_LIMIT = 20;

export async function similarTo(
  context: Context,
  ref: number | string,
  limit = USUAL_LIMIT,
): Promise<{ list: Recommendation[]; degraded: boolean }> {
  const { database, catalogue } = context;
  const film = await filmOf(database, ref);
  const films = await catalogue.films();
  const engine = context.engine();
  const list = alike(films, engine, film.id, limit);
  const known = await filmsByIds(
    database,
    list.map(({ item }) => item),
  );
  const reason = {
    kind: 'people_like_you',
    text: `Liked by people who like ${film.title}`,
    movie: { id: film.id, title: film.title },
  } as const;
  const shown = list.flatMap(({ item, score }) => {
    const movie = known.get(item);
    return movie ? [{ movie, score, predicted_rating: null, reason }] : [];
  });
  return { list: shown, degraded: !engine };
}

/** The model counts as far as it knows the film; what both are about counts always, and what many like breaks ties. */
const OF_CONTENT = 0.4;
const OF_APPEAL = 0.05;
const DIVERSITY = 0.05;

function alike(films: Films, engine: Engine | undefined, id: number, limit: number): Scored[] {
  const { ids, size } = films.columns;
  const likings = likingsAmong(films, engine, id);
  const content = contentOf(films, id);
  const { values: appeal } = films.appeal();
  const scores = new Float32Array(size);
  for (let place = 0; place < size; place++) {
    const liking = likings?.[place] || 0;
    scores[place] =
      ids[place] === 0
        ? Number.NEGATIVE_INFINITY
        : liking + OF_CONTENT * content(place) + OF_APPEAL * (appeal[place] as number);
  }
  const best = topOf(ids.subarray(0, size), scores, 2 * limit, (item) => item === id);
  const likeness = (one: number, other: number) => Math.max(0, engine?.ranker.likeness(one, other) ?? 0);
  let least = Number.POSITIVE_INFINITY;
  return diversify(best, { take: limit, weight: DIVERSITY, likeness }).map(({ item, score }) => {
    least = Math.min(least, Math.round(score * 10_000) / 10_000);
    return { item, score: least };
  });
}

/** 1 for the nearest; nothing where the model does not know the film. */
function likingsAmong(films: Films, engine: Engine | undefined, id: number): Float32Array | undefined {
  if (engine?.ranker.items.placeOf(id) === undefined) return undefined;
  const scores = engine.ranker.score([{ item: id, strength: 1 }]);
  return likingsByFilm(new Float32Array(films.columns.size), films.placesIn(engine.ranker), scores);
}

/** From 0 to 1: genres and people that two films share. */
function contentOf(films: Films, id: number): (place: number) => number {
  const own = films.placeOf(id);
  if (own === undefined) return () => 0;
  const { genres, people } = films.columns;
  const ofGenres = new Set(row(genres, own, GENRES));
  const ofPeople = new Set(row(people, own, PEOPLE));
  return (place) => {
    const shared = countOf(genres, place, GENRES, ofGenres);
    const overlap = shared / Math.max(1, ofGenres.size + lengthOf(genres, place, GENRES) - shared);
    return 0.6 * overlap + 0.4 * Math.min(1, countOf(people, place, PEOPLE, ofPeople) / 2);
  };
}

type Column = Uint16Array | Uint32Array;

function row(column: Column, place: number, width: number): number[] {
  return [...column.subarray(place * width, place * width + lengthOf(column, place, width))];
}

function lengthOf(column: Column, place: number, width: number): number {
  let length = 0;
  while (length < width && column[place * width + length]) length += 1;
  return length;
}

function countOf(column: Column, place: number, width: number, wanted: ReadonlySet<number>): number {
  let count = 0;
  for (let at = place * width; at < (place + 1) * width && column[at]; at++) {
    if (wanted.has(column[at] as number)) count += 1;
  }
  return count;
}
