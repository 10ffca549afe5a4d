// What is answered while the database does not.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as contract from '@movies/contract';
import { embedded, freeze, type OwnServer, type TestMember } from '@movies/testing';
import { type MovieUnderTest, newFilm, startMovieForTest } from '../testing.ts';

let server: OwnServer;
let movie: MovieUnderTest;
let member: TestMember;
let id: number;
let thaw: () => void;

const REMEMBERED = [
  ['listMovies', contract.listMovies, () => ({ query: { sort: 'title' } })],
  ['popularMovies', contract.popularMovies, () => ({})],
  ['trendingMovies', contract.trendingMovies, () => ({})],
  ['searchMovies', contract.searchMovies, () => ({ query: { q: 'known' } })],
  ['listGenres', contract.listGenres, () => ({})],
  ['getMovie', contract.getMovie, () => ({ params: { id } })],
] as const;

const ask = (operation: contract.Operation, call: object) => movie.api(operation, call as never);

beforeAll(async () => {
  server = await embedded();
  movie = await startMovieForTest(undefined, server.url);
  member = movie.newMember();
  id = await newFilm(movie, { title: 'Known', genre: 'Drama' });
  for (const [, operation, call] of REMEMBERED) await ask(operation, call());
  thaw = freeze(server.processId);
});
afterAll(async () => {
  thaw();
  await movie.stop();
  await server.stop();
});

test.each(REMEMBERED)('what is known is shown, to guests and members: %s', async (name, operation, call) => {
  for (const token of [undefined, member.token]) {
    const began = performance.now();
    const { status, body } = await ask(operation, { ...call(), token });
    expect(status).toBe(200);
    if (name !== 'listGenres') expect(JSON.stringify(body)).toContain('"Known"');
    expect(JSON.stringify(body)).not.toContain('"my"');
    expect(performance.now() - began).toBeLessThan(2_400);
  }
});

test('what is not known, and every write, is refused in time', async () => {
  const began = performance.now();
  const { token } = member;
  const answers = await Promise.all([
    movie.api(contract.searchMovies, { query: { q: 'never asked' } }),
    movie.api(contract.createMovie, { token, body: { title: 'Lost' } }),
    movie.api(contract.updateMovie, { token, params: { id }, body: { title: 'Lost' } }),
    movie.api(contract.deleteMovie, { token, params: { id } }),
  ]);
  for (const { status, headers } of answers) {
    expect({ status, retry: headers.get('retry-after') }).toEqual({ status: 503, retry: '1' });
  }
  expect(performance.now() - began).toBeLessThan(2_400);
});
