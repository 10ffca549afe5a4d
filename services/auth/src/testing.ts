// The auth service as its tests start it: real, on a database of its own.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EventRecord,
  logIn,
  type Profile,
  type Registration,
  type RoleChanges,
  refresh,
  register,
} from '@movies/contract';
import type { Client } from '@movies/contract/client';
import { createMigratedDatabase, eventually, type TestDatabase, testResources } from '@movies/testing';
import { changeRoles } from './administration/roles.ts';
import { trailOf } from './audit/audit.ts';
import type { Context } from './context.ts';
import { schema } from './database.ts';
import { createPasswords } from './passwords/passwords.ts';
import { startAuth } from './start.ts';
import { createStrictClient } from './testing/strict-client.ts';

export interface AuthUnderTest {
  url: string;
  api: Client;
  context: Context;
  server: TestDatabase;
  /** Where letters are written. */
  mailFolder: string;
  internalSecret: string;
  stop(): Promise<void>;
}

const INTERNAL_SECRET = 'only-for-tests-0123456789';

// Most tests are not about passwords, and would spend most of their time on them.
const cheapPasswords = () => createPasswords({ memoryCost: 1_024, timeCost: 2 });

interface Parts {
  /** The database of another one, to be its second replica. */
  shared?: TestDatabase;
  /** `usual`: as hard to hash as in any installation. */
  passwords?: 'usual' | 'cheap';
}

export async function startAuthForTest(
  settings: Record<string, string> = {},
  { shared, passwords = 'cheap' }: Parts = {},
): Promise<AuthUnderTest> {
  const server = shared ?? (await createMigratedDatabase('auth', schema));
  const resources = await testResources();
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'movies-auth-'));
  const stop = async () => {
    await resources.lifecycle.end();
    if (!shared) await server.drop();
    await rm(DATA_DIR, { recursive: true, force: true });
  };
  const usual = { HOST: '127.0.0.1', PORT: 0, DATABASE_URL: server.url, LOG_LEVEL: 'silent', INTERNAL_SECRET } as const;
  const all = { ...usual, MAIL_FROM: 'tests@localhost', DATA_DIR, ...settings };
  const started = startAuth(all, resources, passwords === 'cheap' ? cheapPasswords : undefined);
  const { url, context } = await started.catch(async (error) => {
    await stop();
    throw error;
  });
  const mailFolder = join(DATA_DIR, 'mail');
  return { url, api: createStrictClient(url), context, server, mailFolder, internalSecret: INTERNAL_SECRET, stop };
}

let people = 0;

/** What someone sends to become a member; every call is someone else. */
export function aRegistration(details: Partial<Registration> = {}): Registration & { username: string } {
  people += 1;
  const username = `person${people}`;
  return { username, email: `${username}@example.org`, password: 'correct horse battery', ...details };
}

export interface LogIn {
  /** The access token. */
  token: string;
  refreshToken: string;
}

export interface Member extends LogIn {
  id: number;
  username: string;
  email: string;
  password: string;
  profile: Profile;
}

export async function newMember(auth: AuthUnderTest, details: Partial<Registration> = {}): Promise<Member> {
  const registration = aRegistration(details);
  const { status, body } = await auth.api(register, { body: registration });
  if (status !== 201) throw new Error(`not registered: ${JSON.stringify(body)}`);
  const { profile, access_token: token, refresh_token: refreshToken } = body;
  const { id, username, email } = profile;
  return { id, username, email, password: registration.password, profile, token, refreshToken };
}

/** A member with other rights, whose tokens say so. */
export async function newMemberWith(auth: AuthUnderTest, roles: RoleChanges): Promise<Member> {
  const member = await newMember(auth);
  await changeRoles(auth.context, 'operator', member.id, roles);
  return { ...member, ...(await refreshed(auth, member.refreshToken)) };
}

export const newStaff = (auth: AuthUnderTest) => newMemberWith(auth, { is_staff: true });
export const newSuperuser = (auth: AuthUnderTest) => newMemberWith(auth, { is_staff: true, is_superuser: true });

/** One more session of a member. */
export async function logInAgain(auth: AuthUnderTest, { email, password }: Member): Promise<LogIn> {
  const { status, body } = await auth.api(logIn, { body: { email, password } });
  if (status !== 200) throw new Error(`not logged in: ${JSON.stringify(body)}`);
  return { token: body.access_token, refreshToken: body.refresh_token };
}

export async function refreshed(auth: AuthUnderTest, refresh_token: string): Promise<LogIn> {
  const { status, body } = await auth.api(refresh, { body: { refresh_token } });
  if (status !== 200) throw new Error(`not refreshed: ${JSON.stringify(body)}`);
  return { token: body.access_token, refreshToken: body.refresh_token };
}

/** What a token says, without asking whether it is true. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

export interface SentLetter {
  subject: string;
  text: string;
  /** The code it carries, if it does. */
  token: string;
}

/** The letter that someone gets, once it is written. */
export function letterTo(
  auth: AuthUnderTest,
  email: string,
  subject: string,
  isIt: (letter: SentLetter) => boolean = () => true,
): Promise<SentLetter> {
  return eventually(async () => {
    const letters = await lettersTo(auth, email);
    const found = letters.findLast((letter) => letter.subject === subject && isIt(letter));
    if (!found) throw new Error(`no letter "${subject}" to ${email}`);
    return found;
  });
}

/** All letters that someone got so far, in order. */
export async function lettersTo({ mailFolder }: AuthUnderTest, email: string): Promise<SentLetter[]> {
  const files = await readdir(mailFolder).catch(() => []);
  const letters = await Promise.all(files.sort().map((file) => readFile(join(mailFolder, file), 'utf8')));
  return letters.filter((letter) => letter.includes(`\nTo: ${email}\n`)).map(parseLetter);
}

function parseLetter(letter: string): SentLetter {
  const [head = '', ...paragraphs] = letter.split('\n\n');
  const subject = /^Subject: (.*)$/m.exec(head)?.[1] ?? '';
  const text = paragraphs.join('\n\n');
  return { subject, text, token: /^[\w-]{22}$/m.exec(text)?.[0] ?? '' };
}

/** What the service told the others about a person, in order. */
export async function toldAbout({ context }: AuthUnderTest, userId: number): Promise<EventRecord[]> {
  const { events } = await context.events.read({ after: 0, limit: 1_000, waitMs: 0 });
  return events.filter(({ data }) => (data as { user_id?: number }).user_id === userId);
}

/** What the audit trail has of a person, in order. */
export async function auditActionsOf({ context }: AuthUnderTest, personId: number): Promise<string[]> {
  return (await trailOf(context.database, personId)).map(({ action }) => action);
}

/** The sessions whose tokens the service declared void, and from which version on they are good again. */
export async function revokedSessions({ context }: AuthUnderTest): Promise<Map<string, number>> {
  const { events } = await context.events.read({ after: 0, limit: 1_000, types: ['session.revoked'], waitMs: 0 });
  const revocations = events.map(({ data }) => data as { session_id: string; valid_from_version: number });
  return new Map(revocations.map(({ session_id, valid_from_version }) => [session_id, valid_from_version]));
}

/** Until as many statements of the service wait for what a transaction holds. */
export async function untilWaiting(
  { context }: { context: Pick<Context, 'database'> },
  statements: number,
): Promise<void> {
  const waiting = `SELECT count(*) AS statements FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await eventually(async () => {
    const row = await context.database.row<{ statements: number }>(waiting);
    if (row?.statements !== statements) throw new Error(`${row?.statements} statements wait, not ${statements}`);
  }, 3_000);
}
