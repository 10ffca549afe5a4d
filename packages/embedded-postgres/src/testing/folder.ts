// A folder for a test, with all that a server may have put elsewhere on its behalf.
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestFolder {
  /** Only its owner may enter it. */
  path: string;
  remove(): Promise<void>;
}

export async function makeFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), 'movies-embedded-'));
  return {
    path,
    remove: async () => {
      for (const name of await readdir(path)) {
        await rm(await realpath(join(path, name)).catch(() => join(path, name)), { recursive: true, force: true });
      }
      await rm(path, { recursive: true, force: true });
    },
  };
}
