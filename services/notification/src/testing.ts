// The notification service as its tests start it: real, on a database of its own, beside event logs it can follow.
import {
  type MovieFacts,
  movieCreated,
  type NotificationPreferences,
  type ReviewFacts,
  reviewWritten,
  userPreferencesSaved,
  userRegistered,
} from '@movies/contract';
import { type Client, createClient } from '@movies/contract/client';
import { createInternalClient } from '@movies/service-kit';
import {
  aMovie,
  caughtUpWith,
  createMembers,
  createMigratedDatabase,
  eventually,
  INTERNAL_SECRET,
  type Members,
  type Neighbour,
  startNeighbour,
  type TestDatabase,
  type TestMember,
  testResources,
} from '@movies/testing';
import type { Context } from './context.ts';
import { schema } from './database.ts';
import { postWithAuth } from './digests/digests.ts';
import type { NotificationSettings } from './settings.ts';
import { startWith } from './start.ts';
import { closeClients } from './testing/clients.ts';

export { closed, connect, type TestClient } from './testing/clients.ts';

export interface NotificationUnderTest {
  url: string;
  socketUrl: string;
  api: Client;
  context: Context;
  auth: Neighbour;
  movie: Neighbour;
  members: Members;
  internalSecret: string;
  newMember: Members['newMember'];
  /** One more replica, on the same database. */
  another(settings?: Partial<NotificationSettings>): Promise<Replica>;
  stop(): Promise<void>;
}

export interface Replica {
  url: string;
  socketUrl: string;
  context: Context;
  stop(): Promise<void>;
}

export async function startNotificationForTest(
  settings: Partial<NotificationSettings> = {},
): Promise<NotificationUnderTest> {
  const [server, auth, movie] = await Promise.all([
    createMigratedDatabase('notification', schema),
    startNeighbour('auth'),
    startNeighbour('movie'),
  ]);
  const members = createMembers();
  const start = (more: Partial<NotificationSettings> = {}) =>
    startReplica({ server, auth, movie, members, settings: { ...settings, ...more } });
  const first = await start();
  const { newMember } = members;
  return {
    ...first,
    api: createClient(first.url),
    auth,
    movie,
    members,
    internalSecret: INTERNAL_SECRET,
    newMember,
    another: start,
    stop: async () => {
      closeClients();
      await first.stop();
      await Promise.all([auth.stop(), movie.stop()]);
      await server.drop();
    },
  };
}

interface Ground {
  server: TestDatabase;
  auth: Neighbour;
  movie: Neighbour;
  members: Members;
  settings: Partial<NotificationSettings>;
}

async function startReplica({ server, auth, movie, members, settings }: Ground): Promise<Replica> {
  const resources = await testResources();
  const { lifecycle } = resources;
  const client = createInternalClient(INTERNAL_SECRET);
  lifecycle.atEnd('connections to services', () => client.close());
  const others = { client, findKey: members.findKey, post: postWithAuth(client, auth.url) };
  const where = { HOST: '127.0.0.1', PORT: 0, SOCKET_PORT: 0, DATABASE_URL: server.url, INTERNAL_SECRET } as const;
  const usual = { LOG_LEVEL: 'silent', CORS_ORIGINS: '', CONNECTIONS_PER_ADDRESS: 0 } as const;
  const open = { WEBHOOKS_TO_PRIVATE_ADDRESSES: '1', AUTH_URL: auth.url, MOVIE_URL: movie.url } as const;
  const started = await startWith({ ...where, ...usual, ...open, ...settings }, resources, others);
  return { ...started, stop: () => lifecycle.end() };
}

let reviews = 0;

/** Every call is another film; it is known once this resolves. */
export async function newMovie(service: NotificationUnderTest, facts: Partial<MovieFacts> = {}): Promise<number> {
  const film = aMovie(facts);
  const { movie_id } = film;
  await service.movie.tell(movieCreated, film);
  await eventually(async () => {
    const row = await service.context.database.row('SELECT FROM movies WHERE id = $1', [movie_id]);
    if (!row) throw new Error('the film is not known yet');
  });
  return movie_id;
}

export type Told = ReviewFacts & { eventId: string };

/** A review of a film that is written now. */
export async function newReview(
  service: NotificationUnderTest,
  movie_id: number,
  author: TestMember,
  facts: Partial<ReviewFacts> = {},
): Promise<Told> {
  reviews += 1;
  const review = {
    review_id: reviews,
    user_id: author.id,
    username: author.username,
    movie_id,
    movie_title: `Film ${movie_id}`,
    title: `Review ${reviews}`,
    rating: 4.5,
    contains_spoilers: false,
    created_at: new Date().toISOString(),
    ...facts,
  };
  return { ...review, eventId: await service.movie.tell(reviewWritten, review) };
}

/** Has the auth service tell of a member. */
export async function register({ auth }: NotificationUnderTest, { id, username }: TestMember): Promise<void> {
  await auth.tell(userRegistered, { user_id: id, username, name: username });
}

/** Once all that was told so far has taken effect here. */
export function caughtUp({ context, auth, movie }: NotificationUnderTest): Promise<void> {
  return caughtUpWith(context.database, { auth, movie });
}

/** Has the auth service tell what a member wants to be told. */
export async function prefer(
  { auth }: NotificationUnderTest,
  { id: user_id }: TestMember,
  notifications: NotificationPreferences,
): Promise<void> {
  const preferences = { genres: [], actors: [], movies: [], recommendations: {}, notifications };
  await auth.tell(userPreferencesSaved, { user_id, preferences });
}
