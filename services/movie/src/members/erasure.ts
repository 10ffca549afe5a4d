// Removes all that a member has left here. They may have rated everything, so it goes a part at a time, each in a
// transaction of its own: nobody has to wait for the whole. Doing it again after a crash does the rest.
import type { Database, Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { eraseImports } from '../imports/erasure.ts';
import { ALL } from '../tags.ts';

const AT_ONCE = 500;

/**
 * What others built on stays, without the name. `tx` keeps the author until its end: of what they send meanwhile
 * nothing is written, and afterwards it is refused.
 */
export async function erase({ database, cache }: Context, tx: Transaction, userId: number): Promise<void> {
  await tx.run(
    `INSERT INTO authors (user_id, gone) VALUES ($1, true)
     ON CONFLICT (user_id) DO UPDATE SET username = '', name = '', gone = true`,
    [userId],
  );
  await eraseImports(database, userId);
  for (const part of PARTS) while (await removePart(database, part, userId));
  tx.afterCommit(() => cache.erase([ALL]));
}

/** One step of it, for all that it finds at once; in the order in which whoever writes opinions locks. */
interface Part {
  /** Finds ids of what belongs to the member `$1`; the other two are told them as `$1`, and the member as `$2`. */
  find: string;
  hold?: string[];
  remove: string;
  atOnce?: number;
}

const HOLD_FILMS = 'SELECT FROM movies WHERE id = ANY ($1::integer[]) ORDER BY id FOR NO KEY UPDATE';
const HOLD_REVIEWS = 'SELECT FROM movie_reviews WHERE id = ANY ($1::integer[]) ORDER BY id FOR NO KEY UPDATE';

/** Who gives events their positions holds it. */
const HOLD_LOG = 'SELECT FROM event_log_head FOR UPDATE';

const PARTS: Part[] = [
  {
    find: 'SELECT DISTINCT review_id AS id FROM review_likes WHERE user_id = $1',
    hold: [HOLD_REVIEWS],
    remove: 'DELETE FROM review_likes WHERE user_id = $2 AND review_id = ANY ($1)',
  },
  {
    find: 'SELECT DISTINCT review_id AS id FROM review_comments WHERE user_id = $1',
    hold: [HOLD_REVIEWS],
    remove: 'DELETE FROM review_comments WHERE user_id = $2 AND review_id = ANY ($1)',
  },
  {
    find: 'SELECT movie_id AS id FROM movie_reviews WHERE user_id = $1',
    hold: [
      HOLD_FILMS,
      `SELECT FROM movie_reviews WHERE user_id = $2 AND movie_id = ANY ($1::integer[]) ORDER BY id FOR UPDATE`,
    ],
    remove: 'DELETE FROM movie_reviews WHERE user_id = $2 AND movie_id = ANY ($1)',
    // With each goes any number of likes and comments.
    atOnce: 50,
  },
  {
    find: 'SELECT movie_id AS id FROM movie_ratings WHERE user_id = $1',
    hold: [HOLD_FILMS],
    remove: 'DELETE FROM movie_ratings WHERE user_id = $2 AND movie_id = ANY ($1)',
  },
  {
    find: 'SELECT id FROM user_movie_interactions WHERE user_id = $1',
    remove: 'DELETE FROM user_movie_interactions WHERE user_id = $2 AND id = ANY ($1)',
  },
  {
    find: 'SELECT id FROM movies WHERE created_by = $1',
    hold: [HOLD_FILMS],
    remove: 'UPDATE movies SET created_by = NULL WHERE created_by = $2 AND id = ANY ($1)',
  },
  {
    find: 'SELECT id FROM reports WHERE reporter_id = $1',
    remove: `UPDATE reports SET reporter_id = NULL, note = '' WHERE reporter_id = $2 AND id = ANY ($1)`,
  },
  {
    find: 'SELECT id FROM report_actions WHERE moderator_id = $1',
    remove: 'UPDATE report_actions SET moderator_id = NULL WHERE moderator_id = $2 AND id = ANY ($1)',
  },
  {
    find: `SELECT id FROM event_log WHERE subject = 'user:' || $1::integer`,
    hold: [HOLD_LOG],
    remove: `DELETE FROM event_log WHERE subject = 'user:' || $2::integer AND id = ANY ($1)`,
  },
  // What others did to their reviews.
  {
    find: `SELECT id FROM event_log WHERE data ? 'author_id' AND data ->> 'author_id' = $1::integer::text`,
    hold: [HOLD_LOG],
    remove: `DELETE FROM event_log WHERE data ->> 'author_id' = $2::integer::text AND id = ANY ($1)`,
  },
];

/** False where nothing is left. */
async function removePart(database: Database, { find, hold = [], remove, atOnce }: Part, userId: number) {
  return database.transaction(async (tx) => {
    const found = await tx.rows<{ id: number }>(`${find} LIMIT ${atOnce ?? AT_ONCE}`, [userId]);
    const ids = found.map(({ id }) => id);
    if (ids.length === 0) return false;
    for (const text of hold) await tx.rows(text, [ids, userId].slice(0, text.match(/\$\d/g)?.length ?? 0));
    await tx.run(remove, [ids, userId]);
    return true;
  });
}
