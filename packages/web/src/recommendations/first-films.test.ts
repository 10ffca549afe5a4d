import { expect, test } from '@jest/globals';
import { type Askable, inAskingOrder } from './first-films.ts';

const film = (id: number, genre: number, year = '1999'): Askable => ({
  id,
  release_date: `${year}-01-01`,
  genres: [{ id: genre }],
});
const idsOf = (films: Askable[]) => films.map(({ id }) => id);

test('films are asked about with a change of genre and decade each time, the best known first', () => {
  const [drama, western] = [1, 2];
  const films = [film(1, drama), film(2, drama), film(3, western), film(4, drama, '1950'), film(5, western, '1950')];
  expect(idsOf(inAskingOrder(films)).slice(0, 3)).toEqual([1, 5, 2]);
});

test('each film is asked about once', () => {
  const films = Array.from({ length: 40 }, (_, at) => film(at + 1, at % 3));
  expect(idsOf(inAskingOrder(films)).toSorted((a, b) => a - b)).toEqual(idsOf(films));
});
