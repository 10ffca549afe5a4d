import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { myProfile, profile } from '@movies/contract';
import { changeRoles } from '../administration/roles.ts';
import { type AuthUnderTest, type Member, newMember, newStaff, startAuthForTest } from '../testing.ts';

let auth: AuthUnderTest;
let member: Member;
let staff: Member;

beforeAll(async () => {
  auth = await startAuthForTest();
  member = await newMember(auth, { name: 'Ada Lovelace', bio: 'Engines.', date_of_birth: '1915-12-10' });
  staff = await newStaff(auth);
});
afterAll(() => auth.stop());

const PUBLIC = [
  'bio',
  'date_joined',
  'favorite_actors',
  'favorite_genres',
  'favorite_movies',
  'id',
  'name',
  'username',
];
const ALL = [
  ...PUBLIC,
  ...['birth_date', 'created_at', 'date_of_birth', 'email', 'email_verified', 'first_name', 'is_active', 'is_staff'],
  ...['is_superuser', 'last_name', 'notification_preferences', 'recommendation_preferences', 'updated_at'],
];

const seenBy = (token: string | undefined, id = member.id) => auth.api(profile, { params: { id }, token });
const fieldsOf = ({ body }: { body: object }) => Object.keys(body).sort();

describe('my profile', () => {
  test('has all of me, and no secret', async () => {
    const { status, body } = await auth.api(myProfile, { token: member.token });
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual([...ALL].sort());
    expect(body).toMatchObject({
      id: member.id,
      email: member.email,
      name: 'Ada Lovelace',
      bio: 'Engines.',
      birth_date: '1915-12-10',
      date_of_birth: '1915-12-10',
    });
  });

  test('wants a token', async () => {
    const { status, body, headers } = await auth.api(myProfile);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(body).toMatchObject({ status: 'error', code: 'login_required' });
  });
});

describe("someone's profile", () => {
  test('shows a guest and another member the public part alone', async () => {
    const other = await newMember(auth);
    for (const token of [undefined, other.token]) {
      const answer = await seenBy(token);
      expect(answer.status).toBe(200);
      expect(fieldsOf(answer)).toEqual(PUBLIC);
    }
  });

  test('shows the person and staff all of it', async () => {
    for (const { token } of [member, staff]) {
      const answer = await seenBy(token);
      expect(fieldsOf(answer)).toEqual([...ALL].sort());
      expect(answer.body).toMatchObject({ id: member.id, email: member.email });
    }
  });

  test('of nobody is a 404', async () => {
    const { status, body } = await seenBy(undefined, 2_000_000_000);
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'person_not_found', message: 'There is no person 2000000000.' });
  });

  test.each(['0', '-1', '1.5', 'me', '2147483648', '1e400', '%00'])('is not asked for by "%s"', async (id) => {
    const answer = await fetch(`${auth.url}/api/profile/${id}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'validation_failed', errors: [{ field: 'id' }] });
  });

  test('is not there for others while the person is suspended', async () => {
    const suspended = await newMember(auth);
    await changeRoles(auth.context, 'operator', suspended.id, { is_active: false });
    const nobody = await seenBy(member.token, suspended.id);
    expect(nobody).toMatchObject({ status: 404, body: { code: 'person_not_found' } });
    expect((await seenBy(undefined, suspended.id)).status).toBe(404);
    expect((await seenBy(staff.token, suspended.id)).body).toMatchObject({ is_active: false });
  });

  test('is not given for a token that is wrong, since a member would take it for their own view', async () => {
    expect((await seenBy('no.such.token')).status).toBe(401);
  });
});
