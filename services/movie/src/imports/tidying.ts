// Finds what was left lying: imports whose job was lost, and what a process that was killed could not put away.
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '@movies/service-kit';
import { abandonedImports, removeImport, waitingImports } from './imports.repository.ts';
import { FOLDER } from './upload.ts';

const DAY_MS = 24 * 3600 * 1_000;

export async function tidyImports(database: Database, askFor: (id: number) => Promise<void>): Promise<void> {
  for (const id of await waitingImports(database)) await askFor(id);
  for (const id of await abandonedImports(database)) await removeImport(database, id);
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((found) => found.startsWith(FOLDER))) await removeOld(join(tmpdir(), name));
}

async function removeOld(path: string): Promise<void> {
  const { mtimeMs = Date.now() } = (await stat(path).catch(() => undefined)) ?? {};
  if (Date.now() - mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true });
}
