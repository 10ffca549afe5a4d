import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { myProfile, refresh, tokenKeys } from '@movies/contract';
import { rotateKeys } from './keys/keys.ts';
import { type AuthUnderTest, claimsOf, logInAgain, newMember, refreshed, startAuthForTest } from './testing.ts';
import { tidyUp } from './tidy-up.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

const MOST_AT_ONCE = 500;
const run = (text: string, values?: unknown[]) => auth.context.database.run(text, values);

async function count(table: string, where = 'true'): Promise<number> {
  const row = await auth.context.database.row<{ rows: number }>(`SELECT count(*) AS rows FROM ${table} WHERE ${where}`);
  return row?.rows ?? 0;
}

/** Refuses a statement that deletes more rows than can be deleted in the time of one. */
async function allowOnlySmallDeletions(tables: string[]): Promise<void> {
  await run(`CREATE OR REPLACE FUNCTION few() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF (SELECT count(*) FROM gone) > ${MOST_AT_ONCE} THEN RAISE 'too many rows of % at once', TG_TABLE_NAME; END IF;
    RETURN NULL; END $$`);
  for (const table of tables)
    await run(`CREATE TRIGGER few AFTER DELETE ON ${table} REFERENCING OLD TABLE AS gone
      FOR EACH STATEMENT EXECUTE FUNCTION few()`);
}

const MANY = 2 * MOST_AT_ONCE + 1;

async function leaveMuchBehind(userId: number): Promise<void> {
  await run(
    `WITH old AS (
       INSERT INTO sessions (id, user_id, expires_at)
       SELECT gen_random_uuid(), $1, now() - interval '31 days' FROM generate_series(1, $2) RETURNING id
     ) INSERT INTO refresh_tokens (hash, session_id) SELECT sha256(id::text::bytea || n::text::bytea), id
       FROM old, generate_series(1, 2) AS n`,
    [userId, MANY],
  );
  await run(
    `INSERT INTO one_time_tokens (hash, user_id, purpose, email, expires_at)
     SELECT sha256(n::text::bytea), $1, 'confirm_email', '', now() - interval '1 minute' FROM generate_series(1, $2) AS n`,
    [userId, MANY],
  );
  await run(
    `INSERT INTO outgoing_mail (user_id, recipient, subject, body, created_at)
     SELECT $1, '', '', '', now() - interval '4 days' FROM generate_series(1, $2)`,
    [userId, MANY],
  );
  await run(
    `INSERT INTO event_log (type, subject, data, at)
     SELECT 'session.revoked', 'session', '{}', now() - interval '25 hours' FROM generate_series(1, $1)`,
    [MANY],
  );
}

test('what nobody needs any more is removed, a few rows at a time; all else stays', async () => {
  const member = await newMember(auth);
  const elsewhere = await logInAgain(auth, member);
  const next = await refreshed(auth, member.refreshToken);
  const tables = ['sessions', 'refresh_tokens', 'one_time_tokens', 'event_log'];
  const before = await Promise.all(tables.map((table) => count(table)));
  await leaveMuchBehind(member.id);
  await allowOnlySmallDeletions([...tables, 'outgoing_mail']);
  await tidyUp(auth.context);
  expect(await Promise.all(tables.map((table) => count(table)))).toEqual(before);
  expect(await count('outgoing_mail', "created_at < now() - interval '1 day'")).toBe(0);
  for (const { refreshToken } of [elsewhere, next]) await refreshed(auth, refreshToken);
});

test('a session that ended is kept for thirty days, and what was exchanged in it for as long', async () => {
  const member = await newMember(auth);
  const session = String(claimsOf(member.token).sid);
  const next = await refreshed(auth, member.refreshToken);
  const used = 'UPDATE refresh_tokens SET used_at = now() - $2::interval WHERE session_id = $1 AND used_at IS NOT NULL';
  const ended =
    "UPDATE sessions SET ended_at = now() - $2::interval, expires_at = now() - interval '1 day' WHERE id = $1";
  for (const [ago, tokens, sessions] of [
    ['29 days', 2, 1],
    ['31 days', 1, 1],
  ] as const) {
    await run(used, [session, ago]);
    await tidyUp(auth.context);
    expect(await count('refresh_tokens', `session_id = '${session}'`)).toBe(tokens);
    expect(await count('sessions', `id = '${session}'`)).toBe(sessions);
  }
  expect((await auth.api(myProfile, { token: next.token })).status).toBe(200);
  for (const [ago, sessions] of [
    ['29 days', 1],
    ['31 days', 0],
  ] as const) {
    await run(ended, [session, ago]);
    await tidyUp(auth.context);
    expect(await count('sessions', `id = '${session}'`)).toBe(sessions);
  }
  expect((await auth.api(refresh, { body: { refresh_token: next.refreshToken } })).status).toBe(401);
});

test('a signing key goes once no token can be of it any more, and not before', async () => {
  const member = await newMember(auth);
  const { database, events, cache } = auth.context;
  await rotateKeys(database, events, cache, false);
  await tidyUp(auth.context);
  expect(await count('signing_keys')).toBe(2);
  expect((await auth.api(myProfile, { token: member.token })).status).toBe(200);
  await run("UPDATE signing_keys SET accepted_until = now() - interval '1 second' WHERE accepted_until IS NOT NULL");
  await tidyUp(auth.context);
  expect(await count('signing_keys')).toBe(1);
  expect((await auth.api(tokenKeys)).body).toMatchObject({ keys: [{ kid: auth.context.keys.current().id }] });
});
