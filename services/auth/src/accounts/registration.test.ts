import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { myProfile, type Registration, register } from '@movies/contract';
import { type AuthUnderTest, aRegistration, claimsOf, newMember, startAuthForTest, toldAbout } from '../testing.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

const send = (body: Registration) => auth.api(register, { body });

describe('someone who registers', () => {
  test('is logged in at once', async () => {
    const person = aRegistration();
    const { status, body, headers } = await send(person);
    expect(status).toBe(201);
    expect(body).toEqual({
      message: 'User registered successfully',
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 600,
      user: person.username,
      profile: expect.objectContaining({ username: person.username, email: person.email }),
    });
    const { profile, access_token: token } = body as { profile: { id: number }; access_token: string };
    expect(headers.get('location')).toBe(`/api/profile/${profile.id}`);
    expect(claimsOf(token)).toMatchObject({ sub: String(profile.id), username: person.username, role: 'member' });
    expect((await auth.api(myProfile, { token })).status).toBe(200);
  });

  test('may say more of themselves', async () => {
    const details = { first_name: 'Ada', last_name: 'Lovelace', date_of_birth: '1815-12-10', bio: 'Engines.' };
    const tooOld = await send(aRegistration(details));
    expect(tooOld.body).toMatchObject({ code: 'invalid_date' });
    const { profile } = await newMember(auth, {
      ...details,
      date_of_birth: '1915-12-10',
      confirm_password: 'correct horse battery',
    });
    expect(profile).toMatchObject({
      ...details,
      name: 'Ada Lovelace',
      date_of_birth: '1915-12-10',
      birth_date: '1915-12-10',
      is_active: true,
      is_staff: false,
      is_superuser: false,
      email_verified: false,
      favorite_genres: [],
      notification_preferences: { likes: true, replies: true, followed_movies: true, email_digest: 'off' },
    });
  });

  test('without a user name gets one made of the name', async () => {
    const { status, body } = await send({ name: 'Amélie Poulain', email: 'a.p@example.org', password: 'du vent dans' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ user: 'amelie.poulain', profile: { name: 'Amélie Poulain' } });
  });

  test('without any name gets one made of the e-mail address', async () => {
    const { body } = await send({ email: 'Nino.Quincampoix+films@example.org', password: 'du vent dans' });
    expect(body).toMatchObject({ user: 'nino.quincampoix.films', profile: { name: 'nino.quincampoix.films' } });
  });

  test('gets a user name of their own among those of the same name who come at the same moment', async () => {
    const same = [1, 2, 3, 4].map((n) =>
      send({ name: 'Jane Doe', email: `jane${n}@example.org`, password: 'not so common' }),
    );
    const answers = await Promise.all(same);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const names = answers.map(({ body }) => (body as { user: string }).user);
    expect(names.sort()).toEqual(['jane.doe', 'jane.doe2', 'jane.doe3', 'jane.doe4']);
  });

  test('is told to the other services, with nothing that is private', async () => {
    const { id, username } = await newMember(auth, { name: 'Someone New' });
    const told = await toldAbout(auth, id);
    expect(told.map(({ type, data }) => ({ type, data }))).toEqual([
      { type: 'user.registered', data: { user_id: id, username, name: 'Someone New' } },
    ]);
  });
});

describe('a user name', () => {
  test('that is taken is refused in the words of the document, whatever its case', async () => {
    const { username } = await newMember(auth, { username: 'GraceHopper' });
    expect(username).toBe('GraceHopper');
    for (const same of ['GraceHopper', 'gracehopper', 'GRACEHOPPER']) {
      const { status, body } = await send(aRegistration({ username: same }));
      expect(status).toBe(400);
      expect(body).toEqual({
        status: 'error',
        code: 'username_taken',
        message: 'Username already exists',
        request_id: expect.any(String),
        errors: [{ field: 'username', message: 'Username already exists' }],
      });
    }
  });

  test('goes to one alone of those who want it at the same moment', async () => {
    const wanted = ['wanted', 'Wanted', 'WANTED'].map((username) => send(aRegistration({ username })));
    const answers = await Promise.all(wanted);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
  });

  test('that is refused leaves nothing behind', async () => {
    await newMember(auth, { username: 'occupied' });
    const count = () =>
      auth.context.database.row('SELECT count(*) AS users, (SELECT count(*) FROM event_log) AS events FROM users');
    const before = await count();
    expect((await send(aRegistration({ username: 'occupied' }))).status).toBe(400);
    expect(await count()).toEqual(before);
  });
});

describe('an e-mail address', () => {
  test('is kept trimmed and in lower case', async () => {
    const { email } = await newMember(auth, { email: '  Mixed.Case@Example.ORG ' });
    expect(email).toBe('mixed.case@example.org');
  });

  test('that is taken is refused, whatever its case and the spaces around it', async () => {
    await newMember(auth, { email: 'taken@example.org' });
    for (const same of ['taken@example.org', ' TAKEN@Example.org ']) {
      const { status, body } = await send(aRegistration({ email: same }));
      expect(status).toBe(400);
      expect(body).toMatchObject({
        code: 'email_taken',
        message: 'Email already registered',
        errors: [{ field: 'email', message: 'Email already registered' }],
      });
    }
  });
});
