// Where the database lives: in the given folder, or, where the user that runs PostgreSQL can't get there, in a folder of
// the machine's that the given one then links to.
import { createHash } from 'node:crypto';
import { chown, mkdir, readlink, realpath, rename, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartupError } from '@movies/service-kit';
import { type Account, accountFor, canReach } from './account.ts';
import { type Binaries, copyBinaries, findBinaries } from './binaries.ts';

const MACHINE_FOLDER = '/var/lib/movie-review-platform';

export interface Place {
  /** The data directory's final path. It need not exist yet. */
  data: string;
  binaries: Binaries;
  account: Account | undefined;
}

export async function findPlace(directory: string): Promise<Place> {
  await makeFolder(dirname(directory));
  const linked = await realpath(directory).catch(() => readlink(directory).catch(() => undefined));
  const account = await accountFor(linked ?? directory);
  const found = await findBinaries();
  if (!account) return { data: linked ?? directory, binaries: found, account };
  const binaries = (await canReach(await realpath(found.postgres), account))
    ? found
    : await copyBinaries(found, MACHINE_FOLDER);
  const data = linked ?? ((await canReach(directory, account)) ? directory : await linkOutside(directory));
  return { data, binaries, account };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartupError(`The folder ${folder} can't be made (${code}). Set DATA_DIR to one that can.`);
  }
}

async function linkOutside(directory: string): Promise<string> {
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 12);
  const outside = join(MACHINE_FOLDER, `data-${name}`);
  await mkdir(MACHINE_FOLDER, { recursive: true, mode: 0o755 });
  // Without a link to it, what is there belongs to a data directory that someone removed to start afresh.
  await rename(outside, `${outside}.set-aside-${Date.now()}`).catch(() => undefined);
  await symlink(outside, directory);
  return outside;
}

export async function own(path: string, account: Account | undefined): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}
