// What is true of everything that describes a person, whoever writes it and when.
import type { Counts, Profile } from '@movies/contract';
import { birthInFuture } from './failures.ts';

export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** The name to show: the one given, else first and last name, else what the user is called. */
export function nameFrom(parts: { name?: string; first_name?: string; last_name?: string; username: string }): string {
  const full = [parts.first_name, parts.last_name].filter((part) => part?.trim()).join(' ');
  return (parts.name ?? full).trim() || parts.username;
}

export function checkBirth(date: string | null | undefined, field: string): void {
  if (!date) return;
  if (date < '1900-01-01' || date > new Date().toISOString().slice(0, 10)) throw birthInFuture(field);
}

/** The part of a profile that everyone may see. */
export function publicPart(profile: Profile) {
  const { id, username, name, bio, favorite_genres, favorite_actors, favorite_movies, date_joined } = profile;
  return { id, username, name, bio, favorite_genres, favorite_actors, favorite_movies, date_joined };
}

/** Ratings and reviews are for everyone to see; lists are one's own. */
export function publicCounts({ ratings, reviews }: Counts): Counts {
  return { ratings, reviews };
}
