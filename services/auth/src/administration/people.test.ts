import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listPeople, type Profile } from '@movies/contract';
import { type AuthUnderTest, type Member, newMember, newStaff, startAuthForTest } from '../testing.ts';

let auth: AuthUnderTest;
let staff: Member;

/** The rows say who there is; nobody of them logs in, so no password is hashed. */
const PEOPLE: [username: string, ...rest: unknown[]][] = [
  ['anna.k', 'anna@films.example', 'Анна Каренина', true, false, false],
  ['Bertie', 'bw@films.example', 'Bertram 100% Wooster', true, false, false],
  ['under_score', 'cecil@elsewhere.example', 'Cecil', false, false, false],
  ['usher', 'usher@elsewhere.example', 'The Usher', true, true, false],
  ['owner', 'owner@elsewhere.example', 'The Owner', true, true, true],
  ['heir', 'heir@elsewhere.example', 'The Heir', true, false, true],
];

beforeAll(async () => {
  auth = await startAuthForTest();
  staff = await newStaff(auth);
  for (const person of PEOPLE) {
    await auth.context.database.run(
      `WITH person AS (
         INSERT INTO users (username, email, name, is_active, is_staff, is_superuser, password_hash)
         VALUES ($1, $2, $3, $4, $5, $6, 'none') RETURNING id
       ) INSERT INTO user_profiles (user_id) SELECT id FROM person`,
      person,
    );
  }
});
afterAll(() => auth.stop());

type Query = NonNullable<NonNullable<Parameters<typeof list>[0]>>;
const list = (
  query: { q?: string; role?: 'member' | 'staff' | 'superuser'; active?: boolean; page?: number; limit?: number } = {},
) => auth.api(listPeople, { token: staff.token, query });
async function namesIn(query: Query): Promise<string[]> {
  const known = new Set(PEOPLE.map(([username]) => username));
  const names = ((await list(query)).body as Profile[]).map(({ username }) => username);
  return names.filter((name) => known.has(name));
}

describe('the list of people', () => {
  test('is for staff', async () => {
    const { token } = await newMember(auth);
    expect(await auth.api(listPeople, { token })).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
    expect((await auth.api(listPeople)).status).toBe(401);
  });

  test('shows all of everyone, and no secret', async () => {
    const { status, body } = await list();
    expect(status).toBe(200);
    expect((body as Profile[])[0]).toEqual({ ...staff.profile, is_staff: true, updated_at: expect.any(String) });
    expect(JSON.stringify(body)).not.toMatch(/password|argon2/);
  });

  test.each<[Query, string[]]>([
    [{ q: 'BERTIE' }, ['Bertie']],
    [{ q: 'films.example' }, ['anna.k', 'Bertie']],
    [{ q: 'каренина' }, ['anna.k']],
    [{ q: '%' }, ['Bertie']],
    [{ q: '_' }, ['under_score']],
    [{ q: '\\' }, []],
    [{ q: "' OR true --" }, []],
    [{ role: 'staff' }, ['usher', 'owner']],
    [{ role: 'superuser' }, ['owner', 'heir']],
    [{ role: 'member' }, ['anna.k', 'Bertie', 'under_score']],
    [{ active: false }, ['under_score']],
    [{ role: 'member', active: true, q: 'bw@' }, ['Bertie']],
  ])('finds %j', async (query, names) => {
    expect(await namesIn(query)).toEqual(names);
  });

  test('comes in pages, and says in headers where one is', async () => {
    const { body, headers } = await list({ q: 'the', limit: 2, page: 1 });
    expect((body as Profile[]).map(({ username }) => username)).toEqual(['usher', 'owner']);
    const told = ['x-total-count', 'x-page', 'x-page-count', 'x-limit', 'link'].map((name) => headers.get(name));
    const pages = (page: number) => `</api/admin/users?q=the&limit=2&page=${page}>`;
    const links = `${pages(1)}; rel="first", ${pages(2)}; rel="next", ${pages(2)}; rel="last"`;
    expect(told).toEqual(['3', '1', '2', '2', links]);

    const last = await list({ q: 'the', limit: 2, page: 2 });
    expect((last.body as Profile[]).map(({ username }) => username)).toEqual(['heir']);
    expect(last.headers.get('link')).toContain(`${pages(1)}; rel="prev"`);
    expect(last.headers.get('link')).not.toContain('rel="next"');
    expect((await list({ page: 1_000_000, limit: 100 })).body).toEqual([]);
  });

  test.each([
    'page=0',
    'page=1000001',
    'limit=0',
    'limit=101',
    'limit=many',
    'role=owner',
    'active=perhaps',
    `q=${'x'.repeat(101)}`,
    'q=%00',
  ])('is not asked for by ?%s', async (search) => {
    const answer = await fetch(`${auth.url}${listPeople.path}?${search}`, {
      headers: { authorization: `Bearer ${staff.token}` },
    });
    expect(answer.status).toBe(400);
    const [field] = search.split('=');
    expect(await answer.json()).toMatchObject({ code: 'validation_failed', errors: [{ field }] });
  });
});
