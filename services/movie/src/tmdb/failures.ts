// What the mirror can't do.
import { AppError } from '@movies/service-kit';

export function tmdbAway(retryAfterSeconds: number, cause?: unknown): AppError {
  const sentence = 'This film could not be fetched from TMDb right now. Please try again later.';
  return new AppError('unavailable', 'tmdb_unavailable', sentence, { retryAfterSeconds, cause });
}

export function isAway(error: unknown): boolean {
  return error instanceof AppError && error.kind === 'unavailable';
}
