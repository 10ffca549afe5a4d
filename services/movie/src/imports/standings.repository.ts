// What a member has done with the films that an import is about.
import type { Transaction } from '@movies/service-kit';
import type { InteractionType } from '../lists/interaction.entity.ts';
import type { Change, Listed, Standing } from './deciding.ts';
import type { ImportEntry } from './import.entity.ts';

interface Found {
  movie_id: number;
  rating: number | null;
  rated_at: string | null;
  review_id: number | null;
  lists: Partial<Record<InteractionType, Listed>>;
}

const STANDINGS = `
  SELECT m.id AS movie_id, r.rating, r.updated_at AS rated_at, v.id AS review_id, coalesce(i.lists, '{}') AS lists
  FROM movies m
  LEFT JOIN movie_ratings r ON r.user_id = $1 AND r.movie_id = m.id
  LEFT JOIN movie_reviews v ON v.user_id = $1 AND v.movie_id = m.id
  LEFT JOIN LATERAL (
    SELECT jsonb_object_agg(interaction_type, jsonb_build_object('at', to_json(created_at), 'watched_at', watched_at)) AS lists
    FROM user_movie_interactions WHERE user_id = $1 AND movie_id = m.id
  ) i ON true
  WHERE m.id = ANY ($2::integer[])
  ORDER BY m.id FOR KEY SHARE OF m`;

/** Of films that are still there; they stay until the transaction ends. */
export async function standingsOf(
  tx: Transaction,
  userId: number,
  movieIds: readonly number[],
): Promise<Map<number, Standing>> {
  const found = await tx.rows<Found>(STANDINGS, [userId, movieIds]);
  return new Map(found.map((row) => [row.movie_id, standing(row)]));
}

function standing({ rating, rated_at, review_id, lists }: Found): Standing {
  return {
    rating: rating === null ? null : { rating, at: rated_at ?? '' },
    liked: lists.liked ?? null,
    bookmarked: lists.bookmarked ?? null,
    watched: lists.watched ?? null,
    review_id,
  };
}

/** A dry run changes nothing but this: its later lines see what its earlier ones would have done. */
export async function overlay(
  tx: Transaction,
  { id }: Pick<ImportEntry, 'id'>,
  standings: Map<number, Standing>,
): Promise<void> {
  const changes = await tx.rows<Change>(
    'SELECT movie_id, kind, after FROM import_changes WHERE import_id = $1 AND movie_id = ANY ($2::integer[])',
    [id, [...standings.keys()]],
  );
  for (const { movie_id, kind, after } of changes) {
    const known = standings.get(movie_id);
    if (known) Object.assign(known, kind === 'review' ? { review_id: 0 } : { [kind]: after });
  }
}

export async function keepChanges(tx: Transaction, importId: number, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.run(
    `INSERT INTO import_changes AS known (import_id, movie_id, kind, before, after)
     SELECT $1, movie_id, kind, before, after
     FROM jsonb_to_recordset($2::jsonb) AS given (movie_id int, kind text, before jsonb, after jsonb)
     ON CONFLICT (import_id, movie_id, kind) DO UPDATE SET after = excluded.after`,
    [importId, JSON.stringify(changes)],
  );
}
