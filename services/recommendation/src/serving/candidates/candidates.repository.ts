// Films of TMDb that were found for a member.
import type { Transaction } from '@movies/service-kit';

export interface Found {
  movie_id: number;
  because_movie: number | null;
  because_genre: string | null;
}

/** The nearest first. Nothing is kept for someone who has left. */
export async function replaceCandidates(tx: Transaction, userId: number, found: readonly Found[]): Promise<void> {
  if (!(await tx.row('SELECT FROM members WHERE user_id = $1 AND NOT gone FOR SHARE', [userId]))) return;
  await tx.run('DELETE FROM candidates WHERE user_id = $1', [userId]);
  const rows = found.map((one, place) => ({ ...one, place }));
  await tx.run(REPLACE, [userId, JSON.stringify(rows)]);
}

const REPLACE = `
  INSERT INTO candidates (user_id, movie_id, place, because_movie, because_genre)
  SELECT $1, movie_id, place, because_movie, because_genre
  FROM jsonb_to_recordset($2) AS told (movie_id integer, place smallint, because_movie integer, because_genre text)
  ON CONFLICT DO NOTHING`;
