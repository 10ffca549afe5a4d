// People who go through the journeys.
import { randomBytes } from 'node:crypto';
import { logIn, type Profile, register } from '@movies/contract';
import { ADMIN, type Platform } from './platform.ts';

export interface Member {
  token: string;
  refreshToken: string;
  profile: Profile;
}

/** Someone nobody else has the name of. */
export function newPerson() {
  const username = `p${randomBytes(6).toString('hex')}`;
  return { username, email: `${username}@example.org`, password: 'a long sentence' };
}

export async function join({ api }: Platform, person = newPerson()): Promise<Member> {
  const answer = await api(register, { body: person });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  const { access_token: token, refresh_token: refreshToken, profile } = answer.body;
  return { token, refreshToken, profile };
}

/** The access token of a superuser. */
export async function adminToken({ api }: Platform): Promise<string> {
  const answer = await api(logIn, { body: ADMIN });
  if (answer.status !== 200) throw new Error(`no admin here: ${JSON.stringify(answer.body)}`);
  return answer.body.access_token;
}
