// What of a film someone likes whatever others do: genres and people they named, and the genres of what they liked.
import type { HistoryEntry } from '@movies/recommender';
import { GENRES, nameCode, PEOPLE } from '../films/columns.ts';
import type { Films } from '../films/films.ts';
import type { Wishes } from '../history/history.ts';

export interface Affinity {
  /** By genre, from −1 to 1: what they liked and did not. */
  learnt: Float32Array;
  /** The name of a genre they named, where the film is of one. */
  genre(place: number): string | undefined;
  /** The name of a person they named, where one made the film or plays in it. */
  person(place: number): string | undefined;
}

/** As many clear words it takes until what was learnt counts for half. */
const DOUBT = 3;

export function affinityOf(films: Films, { genres, people }: Wishes, done: readonly HistoryEntry[]): Affinity {
  const wishedGenres = new Set(genres.map((name) => films.genres.find(name)));
  const wishedPeople = new Map(people.map((name) => [nameCode(name), name]));
  const { columns } = films;
  return {
    learnt: learntOf(films, done),
    genre: (place) => {
      for (let at = place * GENRES; wishedGenres.size > 0 && at < (place + 1) * GENRES && columns.genres[at]; at++) {
        const code = columns.genres[at] as number;
        if (wishedGenres.has(code)) return films.genres.nameOf(code);
      }
      return undefined;
    },
    person: (place) => {
      for (let at = place * PEOPLE; wishedPeople.size > 0 && at < (place + 1) * PEOPLE && columns.people[at]; at++) {
        const name = wishedPeople.get(columns.people[at] as number);
        if (name !== undefined) return name;
      }
      return undefined;
    },
  };
}

function learntOf(films: Films, done: readonly HistoryEntry[]): Float32Array {
  const learnt = new Float32Array(films.genres.count);
  let said = DOUBT;
  for (const { item, strength } of done) {
    const place = films.placeOf(item);
    if (place === undefined) continue;
    said += Math.abs(strength);
    for (const code of films.genresAt(place)) learnt[code] = (learnt[code] as number) + strength;
  }
  return learnt.map((sum) => sum / said);
}
