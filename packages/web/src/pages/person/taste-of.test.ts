import { expect, test } from '@jest/globals';
import { tasteOf } from './taste-of.ts';

function rated(rating: number, year: number | null, genres: string[] = ['Drama'], directors: string[] = []) {
  const named = (names: string[]) => names.map((name, at) => ({ id: at + 1, name }));
  const release_date = year === null ? null : `${year}-05-01`;
  return { rating, movie: { release_date, genres: named(genres), directors: named(directors) } };
}

test('counts how the stars fall, from none to five', () => {
  const { spread, count, mean } = tasteOf([rated(0, 2000), rated(2.5, 2000), rated(5, 2000), rated(5, 2000)]);
  expect(spread).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2]);
  expect({ count, mean }).toEqual({ count: 4, mean: 3.125 });
});

test('names the genres that come most often, and of those the better loved first', () => {
  const ratings = [rated(2, 2000, ['Horror', 'Drama']), rated(4, 2000, ['Comedy', 'Drama'])];
  expect(tasteOf(ratings).genres).toEqual([
    { name: 'Drama', count: 2, mean: 3 },
    { name: 'Comedy', count: 1, mean: 4 },
    { name: 'Horror', count: 1, mean: 2 },
  ]);
});

test('names no director whom one has met once', () => {
  const ratings = [rated(4, 2000, [], ['Varda', 'Demy']), rated(3, 2001, [], ['Varda'])];
  expect(tasteOf(ratings).directors.map(({ name }) => name)).toEqual(['Varda']);
});

test('shows the decades between the first and the last as well, and leaves out films without a date', () => {
  expect(tasteOf([rated(4, 1989), rated(3, 1962), rated(3, null)]).decades).toEqual([
    { decade: 1960, count: 1 },
    { decade: 1970, count: 0 },
    { decade: 1980, count: 1 },
  ]);
});

test('says nothing of nobody', () => {
  expect(tasteOf([])).toMatchObject({ count: 0, mean: 0, genres: [], directors: [], decades: [] });
});
