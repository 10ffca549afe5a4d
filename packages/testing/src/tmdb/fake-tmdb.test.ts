import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FakeTmdb, startFakeTmdb } from './fake-tmdb.ts';

let tmdb: FakeTmdb;

beforeAll(async () => {
  tmdb = await startFakeTmdb();
});
afterAll(() => tmdb.close());

async function ask(path: string, token = tmdb.token) {
  const response = await fetch(`${tmdb.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('refuses a token it does not know', async () => {
  const { status, body } = await ask('/movie/603', 'another');
  expect(status).toBe(401);
  expect(body).toMatchObject({ success: false, status_code: 7 });
});

test.each(['/movie/1', '/tv/603', '/find', '/movies/603', '/person/5001', '/find/tt1/more'])(
  'has nothing at %s',
  async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, body: { success: false, status_code: 34 } });
  },
);

test('appends only what is asked for', async () => {
  expect((await ask('/movie/603')).body).not.toHaveProperty('credits');
  const { body } = await ask('/movie/603?append_to_response=credits,external_ids,videos');
  expect(body).toMatchObject({ id: 603, credits: { cast: expect.anything() }, external_ids: { imdb_id: 'tt9100000' } });
  expect(body).not.toHaveProperty('videos');
});

test('a film and a show may have the same number', async () => {
  expect((await ask('/movie/4711')).body).toMatchObject({ title: 'Salt and Cinder' });
  expect((await ask('/tv/4711')).body).toMatchObject({ name: 'Harbour Street' });
});

test('lists come in pages of twenty', async () => {
  const { body: first } = await ask('/movie/popular');
  const { body: second } = await ask('/movie/popular?page=2');
  expect([first.results, second.results].map((list) => (list as unknown[]).length)).toEqual([20, 12]);
  expect(second).toMatchObject({ page: 2, total_pages: 2, total_results: 32 });
  expect(await ask('/movie/popular?page=501')).toMatchObject({ status: 400, body: { status_code: 22 } });
});

test('an IMDb id leads to a film or a show', async () => {
  const { body } = await ask('/find/tt9500000?external_source=imdb_id');
  expect(body).toMatchObject({ movie_results: [], tv_results: [{ id: 4711 }] });
});
