// What people like, and what they want to be told.
import { type Preferences, type PreferencesInput, type Profile, userPreferencesSaved } from '@movies/contract';
import type { Caller, Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { type Account, accountById, changeProfileOf } from './accounts.repository.ts';
import { heldPerson, personOf } from './people.ts';

export async function myPreferences(context: Context, { userId }: Caller): Promise<Preferences> {
  return preferencesFrom(await personOf(context, userId));
}

export async function savePreferences(context: Context, { userId }: Caller, input: PreferencesInput) {
  const { genres: favorite_genres, actors: favorite_actors, movies: favorite_movies } = input;
  return context.database.transaction(async (tx) => {
    const before = await heldPerson(tx, userId);
    const changes = {
      favorite_genres,
      favorite_actors,
      favorite_movies,
      notification_preferences: input.notifications,
      recommendation_preferences: input.recommendations,
    };
    await changeProfileOf(tx, userId, changes);
    const after = (await accountById(tx, userId)) as Account;
    await tellPreferences(context, tx, before, after);
    tx.afterCommit(() => context.cache.purge([`user:${userId}`]));
    return preferencesFrom(after);
  });
}

/** Tells what a person likes now, if that has changed. */
export async function tellPreferences({ events }: Context, tx: Transaction, before: Profile, after: Profile) {
  const preferences = preferencesFrom(after);
  if (JSON.stringify(preferences) === JSON.stringify(preferencesFrom(before))) return;
  await events.tell(tx, userPreferencesSaved, `user:${after.id}`, { user_id: after.id, preferences });
}

function preferencesFrom(profile: Profile): Preferences {
  return {
    genres: profile.favorite_genres,
    actors: profile.favorite_actors,
    movies: profile.favorite_movies,
    notifications: profile.notification_preferences,
    recommendations: profile.recommendation_preferences,
  };
}
