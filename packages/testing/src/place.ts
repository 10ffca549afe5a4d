// Where tests keep what they write: in memory, where the machine has a file system there that will not be full.
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ROOM = 4 * 1024 ** 3;

export async function quickestPlace(): Promise<string> {
  const memory = await statfs(MEMORY).catch(() => undefined);
  return memory && memory.bavail * memory.bsize > ROOM ? MEMORY : tmpdir();
}

/** One folder for all that the tests of a run, and the programs they start, put among temporary files. It ends with us. */
export async function makeTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(await quickestPlace(), 'movies-run-'));
  // As open as its parent: some of those programs run as another user.
  await chmod(folder, 0o1777);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
