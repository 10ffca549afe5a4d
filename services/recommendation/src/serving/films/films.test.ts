import { describe, expect, test } from '@jest/globals';
import { openRanker } from '@movies/recommender';
import { rankingOf } from '@movies/recommender/generated';
import type { FilmRow } from './columns.ts';
import { createFilms, type Films } from './films.ts';
import { wantedOf } from './wanted.ts';

const DRAMA = { id: 18, name: 'Drama' };
const CRIME = { id: 80, name: 'Crime' };

function aFilm(id: number, facts: Partial<FilmRow> = {}): FilmRow {
  const nothing = { media_type: 'movie', release_date: null, genres: [], directors: [], people: [] };
  const unknown = { popularity: 0, vote_average: null, vote_count: 0, rating_sum: 0, rating_count: 0 };
  return { id, ...nothing, ...unknown, ...facts };
}

function filmsOf(...rows: FilmRow[]): Films {
  const films = createFilms();
  for (const row of rows) films.put(row);
  return films;
}

const rated = (id: number, rating_count: number, mean: number) =>
  aFilm(id, { rating_count, rating_sum: rating_count * mean });
const appealOf = (films: Films, id: number) => films.appeal().values[films.placeOf(id) as number] as number;

describe('a film', () => {
  test('keeps its place, whatever changes and however many come', () => {
    const films = filmsOf(aFilm(7, { genres: [DRAMA] }));
    const place = films.placeOf(7) as number;
    for (let id = 1_000; id < 4_000; id++) films.put(aFilm(id));
    films.put(aFilm(7, { genres: [CRIME, DRAMA] }));
    expect(films.placeOf(7)).toBe(place);
    expect(films.genresAt(place).map(films.genres.nameOf)).toEqual(['Crime', 'Drama']);
    expect(films.columns.size).toBe(3_001);
  });

  test('is known to nobody once it is gone, and counts no more', () => {
    const films = filmsOf(rated(1, 100, 5), rated(2, 1, 3));
    const withIt = appealOf(films, 2);
    films.remove(1);
    expect(films.placeOf(1)).toBeUndefined();
    expect(appealOf(films, 2)).toBeGreaterThan(withIt);
    expect(wantedOf(films, {})(1)).toBe(false);
  });

  test('appeals the more, the more people know it and the better they like it', () => {
    const films = filmsOf(rated(1, 100, 4), rated(2, 100, 3), rated(3, 10, 4), rated(4, 500, 3.5));
    expect(appealOf(films, 1)).toBeGreaterThan(appealOf(films, 2));
    expect(appealOf(films, 1)).toBeGreaterThan(appealOf(films, 3));
  });

  test('is not made the best by one enthusiast', () => {
    const films = filmsOf(rated(1, 50, 4.3), rated(2, 1, 5), rated(3, 500, 3.5));
    expect(appealOf(films, 1)).toBeGreaterThan(appealOf(films, 2));
  });

  test('is found in a model, also when it came after the model was first asked', async () => {
    const ranker = await openRanker(rankingOf(10));
    const films = filmsOf(aFilm(3), aFilm(99));
    expect([...films.placesIn(ranker).subarray(0, 2)]).toEqual([3, -1]);
    films.put(aFilm(5));
    expect([...films.placesIn(ranker).subarray(0, 3)]).toEqual([3, -1, 5]);
  });
});

describe('a genre', () => {
  test('is found by its number or its name in any case', () => {
    const { genres } = filmsOf(aFilm(1, { genres: [DRAMA, CRIME] }));
    for (const name of ['crime', ' CRIME ', '80', 80]) expect(genres.nameOf(genres.find(name) as number)).toBe('Crime');
    for (const name of ['Western', '81', '', '99999999999']) expect(genres.find(name)).toBeUndefined();
  });
});
