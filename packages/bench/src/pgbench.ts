// The same upsert of a rating without us: what PostgreSQL alone can do, measured by its own tool where it is installed.
import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Upserts per second; nothing where there is no pgbench. */
export async function upsertsPerSecond(
  databaseUrl: string,
  films: number,
  seconds: number,
): Promise<number | undefined> {
  const program = await findProgram();
  if (!program) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'movies-pgbench-'));
  const script = join(folder, 'upsert.sql');
  await writeFile(script, SCRIPT.replace('FILMS', String(films)));
  const words = ['-n', '-c', '8', '-j', '2', '-T', String(seconds), '-f', script, databaseUrl];
  const { stdout } = await run(program, words, { env: { ...process.env, PGOPTIONS: '-c search_path=movie,public' } });
  await rm(folder, { recursive: true });
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
}

const SCRIPT = `\\set person random(2000000, 2001000)
\\set film random(1, FILMS)
\\set halves random(1, 10)
INSERT INTO movie_ratings (user_id, movie_id, rating) VALUES (:person, :film, :halves / 2.0)
ON CONFLICT (user_id, movie_id) DO UPDATE SET rating = excluded.rating, updated_at = now();
`;

async function findProgram(): Promise<string | undefined> {
  for (const program of ['pgbench', ...globSync('/usr/lib/postgresql/*/bin/pgbench')]) {
    const works = await run(program, ['--version']).then(
      () => true,
      () => false,
    );
    if (works) return program;
  }
  return undefined;
}
