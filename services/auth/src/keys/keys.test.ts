import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type KeySet, myProfile, tokenKeys } from '@movies/contract';
import { createLifecycle, openDatabase } from '@movies/service-kit';
import { createTestDatabase, eventually } from '@movies/testing';
import { createVerifier } from 'fast-jwt';
import { schema } from '../database.ts';
import { type AuthUnderTest, newMember, refreshed, startAuthForTest, untilWaiting } from '../testing.ts';
import { openKeys, rotateKeys } from './keys.ts';

let auth: AuthUnderTest;
let replica: AuthUnderTest;

beforeAll(async () => {
  const server = await createTestDatabase('auth');
  const [one, other] = [startAuthForTest({}, { shared: server }), startAuthForTest({}, { shared: server })];
  [auth, replica] = [await one, await other];
});
afterAll(async () => {
  await Promise.all([auth.stop(), replica.stop()]);
  await auth.server.drop();
});

async function publishedBy({ api }: AuthUnderTest): Promise<KeySet['keys']> {
  return ((await api(tokenKeys)).body as KeySet).keys;
}

const statusOf = async ({ api }: AuthUnderTest, token: string) => (await api(myProfile, { token })).status;
const keyIdOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;

function rotate(atOnce: boolean): Promise<void> {
  const { database, events, cache } = auth.context;
  return rotateKeys(database, events, cache, atOnce);
}

describe('the keys', () => {
  test('are one, however many replicas start at the same moment', async () => {
    const { log } = auth.context;
    const server = await createTestDatabase('auth');
    const database = await openDatabase({ ...schema, url: server.url, log });
    const lifecycle = createLifecycle(log);
    const opened = await database.transaction(async (tx) => {
      await tx.run('LOCK TABLE signing_keys IN SHARE MODE');
      const opening = [1, 2, 3].map(() => openKeys(database, lifecycle));
      await untilWaiting({ context: { database } }, opening.length);
      return { opening };
    });
    await Promise.all(opened.opening);
    expect(await database.rows('SELECT id FROM signing_keys')).toHaveLength(1);
    await lifecycle.end();
    await database.close();
    await server.drop();
  });

  test('are the same at every replica', async () => {
    expect(await publishedBy(replica)).toEqual(await publishedBy(auth));
    const { token } = await newMember(auth);
    expect(await statusOf(replica, token)).toBe(200);
  });

  test('are published as JWKS, the public halves alone', async () => {
    const { status, body, headers } = await auth.api(tokenKeys);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    const text = expect.stringMatching(/^[\w-]+$/);
    expect(body).toEqual({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: text, kid: text, alg: 'EdDSA', use: 'sig' }] });
  });

  test('verify what they signed, as anyone can who reads them', async () => {
    const { token } = await newMember(auth);
    const [key] = await publishedBy(auth);
    expect(keyIdOf(token)).toBe(key?.kid);
    const { public_key } = auth.context.keys.current();
    const claims = await createVerifier({ key: async () => public_key, algorithms: ['EdDSA'] })(token);
    expect(claims).toMatchObject({
      iss: 'movie-review-platform',
      aud: 'movie-review-platform-api',
      jti: expect.any(String),
    });
    expect(claims.exp - claims.iat).toBe(600);
  });
});

describe('a rotation', () => {
  test('signs with a new key, and keeps the old tokens good until the last of them has expired', async () => {
    const member = await newMember(auth);
    const [before] = await publishedBy(auth);
    await rotate(false);

    const after = await publishedBy(auth);
    expect(after).toEqual([expect.objectContaining({ kty: 'OKP' }), before]);
    expect(await publishedBy(replica)).toEqual(after);
    const renewed = await refreshed(auth, member.refreshToken);
    expect(keyIdOf(renewed.token)).toBe(after[0]?.kid);
    for (const service of [auth, replica]) {
      for (const token of [member.token, renewed.token]) expect(await statusOf(service, token)).toBe(200);
    }

    const row = await auth.context.database.row<{ minutes: number }>(
      'SELECT extract(epoch FROM accepted_until - now())::float8 / 60 AS minutes FROM signing_keys WHERE id = $1',
      [before?.kid],
    );
    expect(row?.minutes).toBeGreaterThan(14);
    await auth.context.database.run('UPDATE signing_keys SET accepted_until = now() WHERE id = $1', [before?.kid]);
    await eventually(async () => expect(await statusOf(auth, member.token)).toBe(401), 3_000);
    expect(await statusOf(auth, renewed.token)).toBe(200);
  });

  test('at once voids every token of the old keys, at every replica, and the sessions go on', async () => {
    const member = await newMember(auth);
    await rotate(true);
    expect(await publishedBy(auth)).toHaveLength(1);
    expect(await statusOf(auth, member.token)).toBe(401);
    await eventually(async () => expect(await statusOf(replica, member.token)).toBe(401), 3_000);
    const { token } = await refreshed(replica, member.refreshToken);
    for (const service of [auth, replica]) expect(await statusOf(service, token)).toBe(200);
  });

  test('is known at another replica to all who come at once with the new key', async () => {
    const fresh = await startAuthForTest({}, { shared: auth.server });
    const member = await newMember(auth);
    await rotate(false);
    await publishedBy(auth);
    const { token } = await refreshed(auth, member.refreshToken);
    const statuses = await Promise.all(Array.from({ length: 5 }, () => statusOf(fresh, token)));
    await fresh.stop();
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
  });

  test('twice at the same moment leaves one key that signs', async () => {
    await Promise.all([rotate(false), rotate(false)]);
    const signing = await auth.context.database.rows('SELECT id FROM signing_keys WHERE accepted_until IS NULL');
    expect(signing).toHaveLength(1);
  });

  test('is told to those who verify tokens', async () => {
    const read = () => auth.context.events.read({ after: 0, limit: 1_000, types: ['keys.rotated'], waitMs: 0 });
    const before = (await read()).events.length;
    await rotate(false);
    const { events } = await read();
    expect(events.slice(before).map(({ type, data }) => ({ type, data }))).toEqual([
      { type: 'keys.rotated', data: {} },
    ]);
  });
});
