import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportMyData, logIn, logOut, savePreferences } from '@movies/contract';
import { changeRoles } from '../administration/roles.ts';
import { type AuthUnderTest, claimsOf, logInAgain, newMember, startAuthForTest } from '../testing.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

describe('an export', () => {
  test('holds everything the service knows of the person, and no secret', async () => {
    const member = await newMember(auth, { first_name: 'Ada', bio: 'Engines.', date_of_birth: '1915-12-10' });
    const headers = { 'user-agent': 'An old browser', 'x-forwarded-for': '203.0.113.7' };
    const earlier = await auth.api(logIn, { body: member, headers });
    await auth.api(logOut, { token: (earlier.body as { access_token: string }).access_token });
    await auth.api(savePreferences, { token: member.token, body: { genres: ['Drama'], movies: [603] } });
    await changeRoles(auth.context, 'operator', member.id, { is_active: true, reason: 'A reason' });
    const { token } = await logInAgain(auth, member);

    const answer = await auth.api(exportMyData, { token });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="movie-review-platform-${member.username}.json"`,
    );
    const session = {
      created_at: expect.any(String),
      last_seen_at: expect.any(String),
      expires_at: expect.any(String),
    };
    expect(answer.body).toEqual({
      exported_at: expect.any(String),
      account: {
        ...member.profile,
        favorite_genres: ['Drama'],
        favorite_movies: [603],
        updated_at: expect.any(String),
      },
      sessions: [
        { ...session, id: claimsOf(member.token).sid, address: '127.0.0.1', user_agent: 'node', ended_at: null },
        {
          ...session,
          id: expect.any(String),
          address: '203.0.113.7',
          user_agent: 'An old browser',
          ended_at: expect.any(String),
        },
        { ...session, id: claimsOf(token).sid, address: '127.0.0.1', user_agent: 'node', ended_at: null },
      ],
      audit_trail: [
        {
          id: expect.any(Number),
          at: expect.any(String),
          actor_id: null,
          subject_id: member.id,
          action: 'roles.changed',
          details: { is_active: true, reason: 'A reason' },
        },
      ],
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/argon2|password|hash|token/i);
  });

  test('is of nobody else', async () => {
    const [member, other] = [await newMember(auth), await newMember(auth)];
    const { body } = await auth.api(exportMyData, { token: member.token });
    expect(JSON.stringify(body)).not.toContain(other.username);
    expect((await auth.api(exportMyData)).status).toBe(401);
  });
});
