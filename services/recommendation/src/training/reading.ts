// Reads what the models learn from, all of one moment, straight into columns of numbers: as rows and objects, millions of
// ratings would take minutes and gigabytes.
import { once } from 'node:events';
import type { Database } from '@movies/service-kit';
import { to as copyTo } from 'pg-copy-streams';
import { fixedRows, type Take } from './fixed-rows.ts';

export interface Opinions {
  ratings: { people: Uint32Array; items: Uint32Array; values: Float32Array };
  /** What else people did with films; `kinds` are sums of KIND. */
  interactions: { people: Uint32Array; items: Uint32Array; kinds: Uint32Array };
}

/** Of both: person, film, and what there is to say. */
const COLUMNS = 3;

export const KIND = { liked: 1, bookmarked: 2, watched: 4, dismissed: 8 } as const;

const INTERACTIONS = `
  SELECT user_id, movie_id, sum(CASE type ${Object.entries(KIND)
    .map(([type, kind]) => `WHEN '${type}' THEN ${kind}`)
    .join(' ')} END)::integer
  FROM (
    SELECT user_id, movie_id, type FROM interactions
    UNION ALL SELECT user_id, movie_id, 'dismissed' FROM dismissals
  ) AS done GROUP BY user_id, movie_id`;

const RATINGS = 'SELECT user_id, movie_id, rating::real FROM ratings';

export async function readOpinions(database: Pick<Database, 'connect'>): Promise<Opinions> {
  const client = await database.connect();
  // What breaks it breaks the statement, too, which says so.
  client.on('error', () => undefined);
  try {
    await client.query('SET search_path TO recommendation');
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const counted = await client.query(`SELECT (SELECT count(*) FROM ratings)::integer AS ratings,
      ((SELECT count(*) FROM interactions) + (SELECT count(*) FROM dismissals))::integer AS interactions`);
    const counts = counted.rows[0] as { ratings: number; interactions: number };
    const copied = async (select: string, take: Take): Promise<number> => {
      // The last row comes before the connection is free again.
      const free = once(client, 'drain');
      const rows = await fixedRows(client.query(copyTo(`COPY (${select}) TO STDOUT (FORMAT binary)`)), COLUMNS, take);
      await free;
      return rows;
    };
    const ratings = { ...keys(counts.ratings), values: new Float32Array(counts.ratings) };
    await copied(RATINGS, (bytes, at, row) => {
      ratings.people[row] = bytes.readInt32BE(at(0));
      ratings.items[row] = bytes.readInt32BE(at(1));
      ratings.values[row] = bytes.readFloatBE(at(2));
    });
    const interactions = { ...keys(counts.interactions), kinds: new Uint32Array(counts.interactions) };
    const found = await copied(INTERACTIONS, (bytes, at, row) => {
      interactions.people[row] = bytes.readInt32BE(at(0));
      interactions.items[row] = bytes.readInt32BE(at(1));
      interactions.kinds[row] = bytes.readInt32BE(at(2));
    });
    const { people, items, kinds } = interactions;
    return {
      ratings,
      interactions: {
        people: people.subarray(0, found),
        items: items.subarray(0, found),
        kinds: kinds.subarray(0, found),
      },
    };
  } finally {
    await client.end();
  }
}

function keys(count: number) {
  return { people: new Uint32Array(count), items: new Uint32Array(count) };
}
