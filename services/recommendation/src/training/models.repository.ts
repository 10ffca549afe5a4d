// Versions of the models: two files each, in parts, and which of them serves.
import { setTimeout as sleep } from 'node:timers/promises';
import type { RankingModel, RatingsModel } from '@movies/recommender';
import { readModel } from '@movies/recommender/shelves';
import type { Sql, Transaction } from '@movies/service-kit';

const FILES = ['ratings', 'ranking'] as const;
type File = (typeof FILES)[number];
export type ModelFiles = Record<File, Uint8Array>;

export interface Models {
  ratings: RatingsModel;
  ranking: RankingModel;
}

/** Small enough that the database has others to answer in between. */
const PART_BYTES = 2 ** 18;
const KEPT = 5;

export interface Version {
  id: number;
  run_id: number;
  bytes: number;
  current: boolean;
  created_at: string;
  metrics: Record<string, number>;
}

/** Tells all replicas that another version serves. */
export const MODELS_CHANNEL = 'recommendation_models';

export async function storeModel(tx: Transaction, runId: number, files: ModelFiles): Promise<number> {
  const bytes = files.ratings.length + files.ranking.length;
  const stored = await tx.row<{ id: number }>('INSERT INTO models (run_id, bytes) VALUES ($1, $2) RETURNING id', [
    runId,
    bytes,
  ]);
  const id = stored?.id as number;
  for (const file of FILES) await storeFile(tx, id, file, files[file]);
  return id;
}

/** The database has others to answer meanwhile. */
const STORING_PAUSE_MS = 5;

async function storeFile(tx: Transaction, id: number, file: File, bytes: Uint8Array): Promise<void> {
  for (let part = 0; part * PART_BYTES < bytes.length; part += 1) {
    const from = part * PART_BYTES;
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.min(PART_BYTES, bytes.length - from));
    await tx.run('INSERT INTO model_parts (model_id, file, part, bytes) VALUES ($1, $2, $3, $4)', [
      id,
      file,
      part,
      piece,
    ]);
    await sleep(STORING_PAUSE_MS);
  }
}

export async function readModels(sql: Sql, id: number): Promise<Models> {
  const { model: ratings } = readModel(await readFile(sql, id, 'ratings'));
  const { model: ranking } = readModel(await readFile(sql, id, 'ranking'));
  if (ratings.kind !== 'ratings' || ranking.kind !== 'ranking') throw new Error('a file holds the other kind of model');
  return { ratings, ranking };
}

async function readFile(sql: Sql, id: number, file: File): Promise<Uint8Array> {
  const size = await sql.row<{ bytes: number }>(
    'SELECT sum(octet_length(bytes))::float8 AS bytes FROM model_parts WHERE model_id = $1 AND file = $2',
    [id, file],
  );
  const whole = new Uint8Array(size?.bytes ?? 0);
  for (let at = 0, part = 0; at < whole.length; part += 1) {
    const row = await sql.row<{ bytes: Buffer }>(
      'SELECT bytes FROM model_parts WHERE model_id = $1 AND file = $2 AND part = $3',
      [id, file, part],
    );
    if (!row) throw new Error(`The model of ${file} of version ${id} lacks part ${part}.`);
    whole.set(row.bytes, at);
    at += row.bytes.length;
  }
  return whole;
}

export async function promote(tx: Transaction, id: number): Promise<void> {
  await tx.run('UPDATE models SET current = false WHERE current AND id <> $1', [id]);
  await tx.run('UPDATE models SET current = true WHERE id = $1', [id]);
  await tx.run('SELECT pg_notify($1, $2)', [MODELS_CHANNEL, String(id)]);
}

export async function removeOldModels(tx: Transaction): Promise<void> {
  await tx.run(
    `DELETE FROM models WHERE NOT current AND id NOT IN (SELECT id FROM models ORDER BY id DESC LIMIT ${KEPT})`,
  );
}

export async function currentModel(sql: Sql): Promise<{ id: number; created_at: string } | undefined> {
  return sql.row('SELECT id, created_at FROM models WHERE current');
}

export async function versions(sql: Sql): Promise<Version[]> {
  return sql.rows(
    `SELECT m.id, m.run_id, m.bytes, m.current, m.created_at, r.metrics
     FROM models m JOIN training_runs r ON r.id = m.run_id ORDER BY m.id DESC`,
  );
}
