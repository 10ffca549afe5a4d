import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommand } from '@movies/auth';
import { type AuthUnderTest, logInAgain, newMember, refreshed, startAuthForTest } from '@movies/auth/testing';
import { myProfile, tokenKeys } from '@movies/contract';
import { eventually, testResources } from '@movies/testing';
import { expectProblem, type GatewayUnderTest, rawRequest, startGatewayForTest } from './testing.ts';

let auth: AuthUnderTest;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
  gateway = await startGatewayForTest(auth);
});

afterAll(async () => {
  await gateway.stop();
  await auth.stop();
});

/** As an operator does it: in a process of its own, beside the services. */
async function rotateKeys(...options: string[]): Promise<void> {
  const { lifecycle, ...resources } = await testResources();
  const settings = { DATABASE_URL: auth.server.url, INTERNAL_SECRET: auth.internalSecret, DATA_DIR: '/nowhere' };
  await runCommand(settings as never, { lifecycle, ...resources }, ['rotate-keys', ...options]);
  await lifecycle.end();
}

const asks = (token: string) =>
  rawRequest(gateway.url, { path: '/metrics', headers: { authorization: `Bearer ${token}` } });
const publishedKeys = async () => {
  const { body } = await gateway.api(tokenKeys);
  return (body as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
};

test('a new key signs from then on, and tokens of the old one stay good until they expire', async () => {
  const member = await newMember(auth);
  const before = await publishedKeys();
  await rotateKeys();
  await eventually(async () => expect((await publishedKeys()).length).toBe(before.length + 1), 1_000);
  expect((await gateway.api(myProfile, { token: member.token })).status).toBe(200);
  const { token } = await refreshed(auth, member.refreshToken);
  expect((await gateway.api(myProfile, { token })).status).toBe(200);
});

test('keys that are exchanged at once make every token of the old ones void within a second', async () => {
  const member = await newMember(auth);
  expect((await asks(member.token)).status).toBe(403);
  await rotateKeys('--at-once');
  await eventually(async () => expectProblem(await asks(member.token), 401, 'invalid_token'), 1_000);
  const { token } = await logInAgain(auth, member);
  expect((await asks(token)).status).toBe(403);
  expect((await gateway.api(myProfile, { token })).status).toBe(200);
});
