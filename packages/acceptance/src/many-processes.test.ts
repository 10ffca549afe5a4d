// The journeys that matter, through a platform of many processes on Redis, and what only several replicas can get wrong.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as api from '@movies/contract';
import { type Client, createClient } from '@movies/contract/client';
import { eventually, hasRedis } from '@movies/testing';
import { notTested } from '@movies/testing/jest';
import { type Cluster, startCluster } from './live/cluster.ts';
import { join, type Member } from './people.ts';
import { ADMIN, findPlatform, goThrough, type Platform } from './platform.ts';

let cluster: Cluster;

async function startPlatform(): Promise<Platform> {
  const settings = { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password, LOG_LEVEL: 'debug' };
  cluster = await startCluster({ whole: true, settings });
  const { url, mailFolder, stop } = cluster;
  return { url, api: createClient(url), mailFolder, stop };
}

if (hasRedis()) {
  goThrough(startPlatform());
  await import('./journeys/accounts.ts');
  await import('./journeys/movies.ts');
  await import('./journeys/sockets.ts');
  describe('with two of each', replicas);
} else {
  notTested('a platform of many processes', 'no redis-server on this machine');
}

function replicas(): void {
  let first: Client;
  let second: Client;
  let ada: Member;

  beforeAll(async () => {
    const platform = await findPlatform();
    [first, second] = [platform.api, createClient(cluster.secondUrl)];
    ada = await join(platform);
  }, 120_000);

  async function addFilm(title: string): Promise<number> {
    const answer = await first(api.createMovie, { token: ada.token, body: { title } });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.id;
  }

  test('what is changed through one gateway is what the other one shows next', async () => {
    const id = await addFilm('A film of two doors');
    for (let time = 0; time < 20; time += 1) {
      const [writing, reading] = time % 2 === 0 ? [first, second] : [second, first];
      const title = `A film of two doors, ${time}`;
      await writing(api.updateMovie, { token: ada.token, params: { id }, body: { title } });
      expect((await reading(api.getMovie, { params: { id } })).body).toMatchObject({ title });
    }
  });

  test('who logs out through one gateway is out at the other within a second', async () => {
    const bob = await join(await findPlatform());
    expect((await second(api.myProfile, { token: bob.token })).status).toBe(200);
    await first(api.logOut, { token: bob.token });
    await eventually(async () => expect((await second(api.myProfile, { token: bob.token })).status).toBe(401), 1_000);
  });

  test('what someone dismissed is not recommended any more, through either gateway', async () => {
    const titles = ['One', 'Two', 'Three'].map((title) => `${title} to be recommended`);
    const ids = await Promise.all(titles.map(addFilm));
    const fan = await join(await findPlatform());
    for (const id of ids) await first(api.rateMovie, { token: fan.token, params: { id }, body: { rating: 5 } });
    const { token } = await join(await findPlatform());
    const listed = async (by: Client) => {
      const { status, body } = await by(api.recommendedForMe, { token, query: { limit: 100 } });
      expect(status).toBe(200);
      return (body as api.Recommendation[]).map(({ movie }) => movie.id);
    };
    await eventually(async () => expect(await listed(second)).toEqual(expect.arrayContaining(ids)));
    const [gone = 0, ...rest] = ids;
    await first(api.dismissMovie, { token, params: { id: gone } });
    for (const by of [second, first]) {
      // A gateway that waits too long on a machine with other work answers with what is popular among all.
      await eventually(async () => {
        const list = await listed(by);
        expect(list).not.toContain(gone);
        expect(list).toEqual(expect.arrayContaining(rest));
      });
    }
  });

  test('staff see the jobs of every service', async () => {
    const login = await second(api.logIn, { body: ADMIN });
    const { access_token: token } = login.body as { access_token: string };
    const services = ['auth', 'movie', 'recommendation', 'notification'];
    // One that is busy is away for the moment.
    await eventually(async () => {
      const { body } = await second(api.listJobs, { token });
      for (const service of services) {
        expect(body).toContainEqual(expect.objectContaining({ service, reachable: true }));
      }
    });
  });

  test('one request can be followed by its id through the logs of all it touched', async () => {
    const id = await addFilm('A film to be followed');
    const body = { review: 'It leaves traces.' };
    const { headers } = await first(api.writeReview, { token: ada.token, params: { id }, body });
    const request = headers.get('x-request-id') as string;
    const linesOf = (...programs: string[]) =>
      programs
        .flatMap((program) => cluster.logOf(program))
        .filter((line) => line.includes(request))
        .map((line) => JSON.parse(line) as { name: string; request_id: string; msg: string });
    await eventually(() => {
      const path = `/api/movies/${id}/review`;
      expect(linesOf('gateway')).toMatchObject([{ request_id: request, msg: expect.stringContaining(path) }]);
      expect(linesOf('movie')).toMatchObject([{ request_id: request, msg: expect.stringContaining(path) }]);
      const heard = expect.objectContaining({ request_id: request, msg: 'review.written of movie' });
      expect(linesOf('first notification', 'second notification')).toContainEqual(heard);
    });
  });
}

afterAll(async () => {
  if (hasRedis())
    await findPlatform().then(
      ({ stop }) => stop(),
      () => undefined,
    );
}, 60_000);
