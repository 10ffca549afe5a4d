import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { editMyProfile, editProfile, type ProfileChanges, profile } from '@movies/contract';
import {
  type AuthUnderTest,
  type Member,
  newMember,
  newStaff,
  newSuperuser,
  startAuthForTest,
  toldAbout,
} from '../testing.ts';

let auth: AuthUnderTest;
let staff: Member;
let superuser: Member;

beforeAll(async () => {
  auth = await startAuthForTest();
  staff = await newStaff(auth);
  superuser = await newSuperuser(auth);
});
afterAll(() => auth.stop());

const edit = ({ token }: Member, body: ProfileChanges) => auth.api(editMyProfile, { token, body });
const editOf = ({ id }: Member, { token }: Member, body: ProfileChanges) =>
  auth.api(editProfile, { params: { id }, token, body });

async function reread({ id }: Member) {
  return (await auth.api(profile, { params: { id }, token: superuser.token })).body;
}

describe('editing my profile', () => {
  test('changes what is sent, and nothing else', async () => {
    const member = await newMember(auth, { bio: 'Before.', first_name: 'Ada' });
    const { status, body } = await edit(member, { bio: 'After.' });
    expect(status).toBe(200);
    expect(body).toEqual({ ...member.profile, bio: 'After.', updated_at: expect.any(String) });
    expect((body as { updated_at: string }).updated_at > member.profile.updated_at).toBe(true);
    expect(await reread(member)).toEqual(body);
  });

  test('takes every field, under its other name as well', async () => {
    const member = await newMember(auth);
    const changes = {
      username: `New.${member.username}`,
      name: 'A new name',
      first_name: 'First',
      last_name: 'Last',
      bio: 'About me.',
      favorite_genres: [28, 'Drama'],
      favorite_actors: ['Audrey Tautou'],
      favorite_movies: [603],
    };
    const notifications = { notification_preferences: { likes: false } };
    const { body } = await edit(member, { ...changes, ...notifications, birth_date: '1990-02-28' });
    expect(body).toMatchObject({ ...changes, birth_date: '1990-02-28', date_of_birth: '1990-02-28' });
    expect(body).toMatchObject({ notification_preferences: { likes: false, replies: true, email_digest: 'off' } });
    expect((await edit(member, { date_of_birth: null })).body).toMatchObject({ birth_date: null, date_of_birth: null });
  });

  test('keeps a name that was made of others in step with them', async () => {
    const member = await newMember(auth);
    expect(member.profile.name).toBe(member.username);
    expect((await edit(member, { username: `${member.username}x` })).body).toMatchObject({
      name: `${member.username}x`,
    });
    expect((await edit(member, { first_name: 'Ada' })).body).toMatchObject({ name: 'Ada' });
    expect((await edit(member, { last_name: 'Lovelace' })).body).toMatchObject({ name: 'Ada Lovelace' });
    expect((await edit(member, { name: 'The Countess' })).body).toMatchObject({ name: 'The Countess' });
    expect((await edit(member, { first_name: 'Augusta' })).body).toMatchObject({ name: 'The Countess' });
  });

  test.each([
    ['a user name that is taken', { username: 'TAKEN' }, 'username_taken'],
    ['a birth in the future', { birth_date: '2999-01-01' }, 'invalid_date'],
    ['a birth long ago', { date_of_birth: '1899-12-31' }, 'invalid_date'],
    ['a list for a text', { bio: ['x'] as never }, 'validation_failed'],
    ['too many favourites', { favorite_movies: Array(501).fill(1) }, 'validation_failed'],
    ['favourites that are none', { favorite_movies: ['x' as never] }, 'validation_failed'],
    [
      'a notification that is none',
      { notification_preferences: { email_digest: 'hourly' as never } },
      'validation_failed',
    ],
  ])('refuses %s', async (_, changes, code) => {
    if (code === 'username_taken') await newMember(auth, { username: 'taken' });
    const before = await reread(superuser);
    expect(await edit(superuser, changes)).toMatchObject({ status: 400, body: { code, errors: [expect.anything()] } });
    expect(await reread(superuser)).toEqual(before);
  });

  test('may change the case of my user name', async () => {
    const member = await newMember(auth, { username: 'quiet' });
    expect((await edit(member, { username: 'QUIET' })).body).toMatchObject({ username: 'QUIET' });
  });

  test('tells the other services what they show of me, and nothing that is private', async () => {
    const { id, username, ...member } = await newMember(auth);
    await edit({ id, username, ...member }, { bio: 'About me.', date_of_birth: '1990-01-01' });
    await edit({ id, username, ...member }, { name: 'Renamed' });
    const told = (await toldAbout(auth, id)).slice(1).map(({ type, data }) => ({ type, data }));
    const person = { user_id: id, username };
    expect(told).toEqual([
      { type: 'user.profile_changed', data: { ...person, name: username, bio: 'About me.' } },
      { type: 'user.renamed', data: { ...person, name: 'Renamed' } },
      { type: 'user.profile_changed', data: { ...person, name: 'Renamed', bio: 'About me.' } },
    ]);
  });
});

describe("editing someone's profile", () => {
  test('is for the person', async () => {
    const member = await newMember(auth);
    expect((await editOf(member, member, { bio: 'Mine.' })).body).toMatchObject({ bio: 'Mine.' });
    expect((await auth.api(editProfile, { params: { id: member.id }, body: { bio: 'x' } })).status).toBe(401);
  });

  test('is for no other member, be there such a person or not', async () => {
    const [member, other] = [await newMember(auth), await newMember(auth)];
    expect(await editOf(member, other, { bio: 'Yours?' })).toMatchObject({ status: 403, body: { code: 'not_yours' } });
    expect((await editOf({ ...member, id: 2_000_000_000 }, other, { bio: 'x' })).status).toBe(403);
    expect(await reread(member)).toEqual(member.profile);
  });

  test('is for staff, and leaves a trace', async () => {
    const member = await newMember(auth);
    const { status, body } = await editOf(member, staff, { bio: 'Moderated.', email: `moved.${member.email}` });
    expect(status).toBe(200);
    expect(body).toMatchObject({ bio: 'Moderated.', email: `moved.${member.email}`, email_verified: false });
    const trace = await auth.context.database.row(
      'SELECT actor_id, action, details FROM audit_log WHERE subject_id = $1',
      [member.id],
    );
    expect(trace).toEqual({ actor_id: staff.id, action: 'profile.edited', details: { fields: ['bio', 'email'] } });
    expect((await editOf({ ...member, id: 2_000_000_000 }, staff, { bio: 'x' })).status).toBe(404);
  });

  test('of staff and superusers is for superusers alone: with the e-mail address goes the account', async () => {
    const colleague = await newStaff(auth);
    for (const person of [colleague, superuser]) {
      const mine = { email: `${staff.username}.too@example.org` };
      expect(await editOf(person, staff, mine)).toMatchObject({ status: 403, body: { code: 'not_yours' } });
      expect(await reread(person)).toMatchObject({ email: person.email });
    }
    expect((await editOf(colleague, superuser, { bio: 'Our new colleague.' })).status).toBe(200);
  });
});
