// What was acknowledged is there, whenever the process dies.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listPeople, logIn, register } from '@movies/contract';
import { newPerson } from './people.ts';
import { ADMIN, type OwnPlatform, startOwnPlatform } from './platform.ts';

const ACKNOWLEDGED = 100;
const AT_ONCE = 8;
const KILLS = 3;

let platform: OwnPlatform;

beforeAll(async () => {
  platform = await startOwnPlatform();
});
afterAll(() => platform.stop());

test('killing the process during a hundred registrations loses none that was acknowledged', async () => {
  const acknowledged: string[] = [];
  let running: Promise<void> = Promise.resolve();

  async function registerSome(): Promise<void> {
    while (acknowledged.length < ACKNOWLEDGED) {
      await running;
      const person = newPerson();
      const answer = await platform.api(register, { body: person }).catch(() => undefined);
      if (answer?.status !== 201) continue;
      acknowledged.push(person.username);
      // Noted before anything else is awaited: nobody asks a platform that is not there.
      if (KILL_AT.has(acknowledged.length)) running = platform.kill().then(platform.startAgain);
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, registerSome));
  await running;
  const known = await everyone();
  expect(acknowledged.filter((username) => !known.has(username))).toEqual([]);
}, 180_000);

const KILL_AT = new Set(
  Array.from({ length: KILLS }, (_, kill) => Math.round((ACKNOWLEDGED / (KILLS + 1)) * (kill + 1))),
);

async function everyone(): Promise<Set<string>> {
  const { api } = platform;
  const admin = await api(logIn, { body: ADMIN });
  if (admin.status !== 200) throw new Error('the admin can not log in');
  const names = new Set<string>();
  for (let page = 1; ; page += 1) {
    const answer = await api(listPeople, { token: admin.body.access_token, query: { page, limit: 100 } });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    for (const { username } of answer.body) names.add(username);
    if (answer.body.length < 100) return names;
  }
}
