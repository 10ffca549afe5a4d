// Which rooms there are: one for each movie's reviews, one for all of them, and those that only we put a socket into.

export const ALL_REVIEWS = 'reviews';

export const movieRoom = (movieId: number) => `movie:${movieId}`;
export const memberRoom = (userId: number) => `member:${userId}`;
export const sessionRoom = (sessionId: string) => `session:${sessionId}`;

/** Rooms that a client asks to join. */
export function isPublic(room: string): boolean {
  return room === ALL_REVIEWS || room.startsWith('movie:');
}

/** The movie that a room's name means, `undefined` for all of them; null where it means nothing. */
export function movieIn(name: string | number): number | undefined | null {
  if (name === ALL_REVIEWS) return undefined;
  const [, id] = /^(?:movie:)?([1-9]\d{0,9})$/.exec(String(name)) ?? [];
  return id === undefined ? null : Number(id);
}
