// What the auth service tells, as this service hears it.
import { type DataOf, type EventType, userDeleted, userRegistered, userRenamed } from '@movies/contract';
import { accountEvents } from '../members/authors.ts';
import type { MovieUnderTest } from '../testing.ts';

async function hear<E extends EventType>({ context }: MovieUnderTest, { name }: E, data: DataOf<E>): Promise<void> {
  const event = { id: 'auth-1', position: 1, type: name, at: new Date().toISOString(), data };
  await context.database.transaction((tx) => accountEvents(context)([event], tx));
}

export const hearRegistered = (movie: MovieUnderTest, person: DataOf<typeof userRegistered>) =>
  hear(movie, userRegistered, person);
export const hearRenamed = (movie: MovieUnderTest, person: DataOf<typeof userRenamed>) =>
  hear(movie, userRenamed, person);
export const hearDeleted = (movie: MovieUnderTest, user_id: number) => hear(movie, userDeleted, { user_id });
