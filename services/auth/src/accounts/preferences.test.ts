import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { editMyProfile, myPreferences, type PreferencesInput, savePreferences } from '@movies/contract';
import { type AuthUnderTest, type Member, newMember, startAuthForTest, toldAbout } from '../testing.ts';

let auth: AuthUnderTest;
let member: Member;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

const save = (body: PreferencesInput) => auth.api(savePreferences, { token: member.token, body });
const read = async () => (await auth.api(myPreferences, { token: member.token })).body;
const RECOMMENDATIONS = { group: true, adventure: 0.3 };
const NOTIFICATIONS = { likes: true, replies: true, followed_movies: true, email_digest: 'off' };

describe('my preferences', () => {
  test('are empty at first, and tell me of everything', async () => {
    member = await newMember(auth);
    expect(await read()).toEqual({
      genres: [],
      actors: [],
      movies: [],
      notifications: NOTIFICATIONS,
      recommendations: RECOMMENDATIONS,
    });
  });

  test('are saved part by part: what is not sent stays', async () => {
    member = await newMember(auth);
    const genres = await save({ genres: [28, 'Drama'], notifications: { email_digest: 'weekly' } });
    const withGenres = {
      genres: [28, 'Drama'],
      actors: [],
      movies: [],
      notifications: { ...NOTIFICATIONS, email_digest: 'weekly' },
      recommendations: RECOMMENDATIONS,
    };
    expect(genres).toMatchObject({ status: 200, body: withGenres });
    await save({ movies: [603, 13], actors: ['Keanu Reeves'], notifications: { likes: false } });
    await save({ actors: [], recommendations: { adventure: 1 } });
    expect(await read()).toEqual({
      genres: [28, 'Drama'],
      actors: [],
      movies: [603, 13],
      notifications: { ...NOTIFICATIONS, email_digest: 'weekly', likes: false },
      recommendations: { group: true, adventure: 1 },
    });
  });

  test('keep every part when many are saved at the same moment', async () => {
    member = await newMember(auth);
    await Promise.all([
      save({ genres: ['Drama'] }),
      save({ actors: ['A'] }),
      save({ movies: [1] }),
      save({ notifications: { likes: false } }),
    ]);
    expect(await read()).toEqual({
      genres: ['Drama'],
      actors: ['A'],
      movies: [1],
      notifications: { ...NOTIFICATIONS, likes: false },
      recommendations: RECOMMENDATIONS,
    });
    expect((await toldAbout(auth, member.id)).at(-1)?.data).toMatchObject({ preferences: await read() });
  });

  test('are told to the other services when they change, also with the profile', async () => {
    member = await newMember(auth);
    await save({ genres: ['Drama'] });
    await save({ genres: ['Drama'] });
    await auth.api(editMyProfile, { token: member.token, body: { favorite_movies: [603] } });
    await auth.api(editMyProfile, { token: member.token, body: { bio: 'No change of taste.' } });
    const told = (await toldAbout(auth, member.id)).filter(({ type }) => type === 'user.preferences_saved');
    const preferences = {
      genres: ['Drama'],
      actors: [],
      movies: [],
      notifications: NOTIFICATIONS,
      recommendations: RECOMMENDATIONS,
    };
    expect(told.map(({ data }) => data)).toEqual([
      { user_id: member.id, preferences },
      { user_id: member.id, preferences: { ...preferences, movies: [603] } },
    ]);
  });

  test.each([
    ['a genre that is none', { genres: [0] }, 'genres[0]'],
    ['an actor without a name', { actors: ['A', ' '] }, 'actors[1]'],
    ['a movie that is none', { movies: ['603'] }, 'movies[0]'],
    ['too many', { actors: Array(201).fill('A') }, 'actors'],
    ['no list', { genres: 'Drama' }, 'genres'],
    ['a notification that is none', { notifications: { likes: 'yes' } }, 'notifications.likes'],
    ['nothing at all', null, 'body'],
  ])('refuse %s', async (_, body, field) => {
    member = await newMember(auth);
    const answer = await save(body as never);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed', errors: [{ field }] } });
  });

  test('want a token', async () => {
    expect((await auth.api(myPreferences)).status).toBe(401);
    expect((await auth.api(savePreferences, { body: { genres: [] } })).status).toBe(401);
  });
});
