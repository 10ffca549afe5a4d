// The movie service as its tests start it: real, on a database of its own, with members who need no auth service.
import { createMovie, type EventRecord, type NewMovie } from '@movies/contract';
import { type Client, createClient } from '@movies/contract/client';
import { type DatabaseOptions, listen, openDatabase, openEventLog } from '@movies/service-kit';
import {
  createMembers,
  createMigratedDatabase,
  createTestDatabase,
  type TestDatabase,
  type TestMember,
  testResources,
} from '@movies/testing';
import { buildApp } from './app.ts';
import type { Context } from './context.ts';
import { schema } from './database.ts';
import { openMovieJobs } from './jobs.ts';
import type { Mirror } from './tmdb/mirror.ts';

export interface MovieUnderTest {
  url: string;
  api: Client;
  context: Context;
  server: TestDatabase;
  newMember(role?: 'member' | 'staff' | 'superuser'): TestMember;
  stop(): Promise<void>;
}

export async function startMovieForTest(
  mirror?: (core: Omit<Context, 'jobs' | 'mirror'>) => Mirror,
  serverUrl?: string,
  patience: Pick<DatabaseOptions, 'answerMs' | 'poolSize'> = {},
): Promise<MovieUnderTest> {
  const server = await (serverUrl ? createTestDatabase('movie', serverUrl) : createMigratedDatabase('movie', schema));
  const resources = await testResources();
  const { lifecycle, log, metrics, cache } = resources;
  const database = await openDatabase({ ...schema, ...patience, url: server.url, log });
  lifecycle.atEnd('database', () => database.close());
  const events = await openEventLog(database, 'movie', log);
  lifecycle.atEnd('event log', () => events.close());
  const core = { database, events, cache, log };
  const withMirror = { ...core, mirror: mirror?.(core) };
  const jobs = await openMovieJobs({ DATABASE_URL: server.url, REDIS_URL: undefined }, resources, withMirror);
  const context: Context = { ...withMirror, jobs };
  const members = createMembers();
  const app = buildApp(context, {
    metrics,
    lifecycle,
    internalSecret: 'only-for-tests-0123456789',
    findKey: members.findKey,
  });
  const port = await listen(app, lifecycle, { host: '127.0.0.1', port: 0, variable: 'PORT' });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await lifecycle.end();
    await server.drop();
  };
  return { url, api: createClient(url), context, server, newMember: members.newMember, stop };
}

let films = 0;

/** Every call is another film. */
export function aFilm(details: Partial<NewMovie> = {}): NewMovie {
  films += 1;
  return { title: `Film ${films}`, ...details };
}

/** Adds a film, as someone who is nobody else; answers its id. */
export async function newFilm(movie: MovieUnderTest, details: Partial<NewMovie> = {}): Promise<number> {
  const { token } = movie.newMember();
  const { status, body } = await movie.api(createMovie, { token, body: aFilm(details) });
  if (status !== 201) throw new Error(`not added: ${JSON.stringify(body)}`);
  return body.id;
}

/** What the service told the others, in order. */
export async function toldBy({ context }: MovieUnderTest, ...types: string[]): Promise<EventRecord[]> {
  const { events } = await context.events.read({
    after: 0,
    limit: 10_000,
    waitMs: 0,
    ...(types.length > 0 ? { types } : {}),
  });
  return events;
}
