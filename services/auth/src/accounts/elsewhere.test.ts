import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportMyData, myProfile, profile } from '@movies/contract';
import { type AuthUnderTest, type Member, newMember, startAuthForTest } from '../testing.ts';

let movie: Server;
let settings: { MOVIE_URL: string };
let respond: RequestListener;
let auth: AuthUnderTest;
let member: Member;

beforeAll(async () => {
  movie = createServer((request, response) => respond(request, response)).listen(0, '127.0.0.1');
  await once(movie, 'listening');
  const { port } = movie.address() as { port: number };
  settings = { MOVIE_URL: `http://127.0.0.1:${port}` };
  auth = await startAuthForTest(settings);
  member = await newMember(auth);
});

afterAll(async () => {
  await auth.stop();
  movie.closeAllConnections();
  movie.close();
});

const counts = { ratings: 3, reviews: 2, favorites: 1, watchlist: 4 };

test('a movie service that breaks costs a profile its counts and nothing else, and an export is not given by half', async () => {
  respond = (_, response) => response.destroy();
  const { status, body } = await auth.api(myProfile, { token: member.token });
  expect(status).toBe(200);
  expect(body).not.toHaveProperty('counts');
  const answer = await auth.api(exportMyData, { token: member.token });
  expect(answer).toMatchObject({
    status: 503,
    body: { message: "What the movie service has of you can't be had right now. Try again in a moment." },
  });
});

test('a movie service that hangs holds up a profile for half a second, and then nobody for a while', async () => {
  const other = await startAuthForTest(settings);
  const someone = await newMember(other);
  let asked = 0;
  respond = () => {
    asked += 1;
  };
  for (const _time of [1, 2, 3]) {
    expect((await other.api(myProfile, { token: someone.token })).status).toBe(200);
  }
  expect(asked).toBe(1);
  await other.stop();
});

test('what the movie service counts stands on my profile; of others, what is for everyone to see', async () => {
  const other = await startAuthForTest(settings);
  const someone = await newMember(other);
  const paths: (string | undefined)[] = [];
  respond = ({ url, headers }, response) => {
    paths.push(headers['x-internal-secret'] === other.internalSecret ? url : 'without the secret');
    response.setHeader('content-type', 'application/json').end(JSON.stringify(counts));
  };
  expect((await other.api(myProfile, { token: someone.token })).body).toMatchObject({ counts });
  const seen = await other.api(profile, { params: { id: someone.id } });
  expect(seen.body).toMatchObject({ counts: { ratings: 3, reviews: 2 } });
  expect(seen.body).not.toHaveProperty('counts.watchlist');
  expect(paths).toEqual([`/internal/counts/${someone.id}`]);
  await other.stop();
});
