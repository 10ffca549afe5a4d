// Makes a new cluster. It comes to its place only when it is whole: a half-made one is never mistaken for it.
import { access, mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartupError } from '@movies/service-kit';
import type { PostgresOptions } from './launch.ts';
import { own, type Place } from './place.ts';
import { finished } from './programs.ts';

export const SUPERUSER = 'postgres';

export async function isInitialised(data: string): Promise<boolean> {
  return access(join(data, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

export async function initialise(
  { data, binaries, account }: Place,
  { password, log, quick }: PostgresOptions,
): Promise<void> {
  const unfinished = `${data}.new`;
  const passwordFile = join(tmpdir(), `movies-${process.pid}-${Date.now()}`);
  await rm(unfinished, { recursive: true, force: true });
  await setAside(data);
  await mkdir(unfinished, { mode: 0o700 }).catch(refuseFolder(unfinished));
  await writeFile(passwordFile, password, { mode: 0o600 });
  await own(unfinished, account);
  await own(passwordFile, account);
  log.info('making a new database');
  const words = [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(quick ? ['--no-sync', '--set=scram_iterations=1'] : []),
  ];
  try {
    const { code, output } = await finished(binaries.initdb, words, account);
    if (code !== 0) throw new StartupError(`PostgreSQL could not make its database: ${output.trim()}`);
    await rename(unfinished, data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** What lies there is no database, but it may be someone's all the same. */
async function setAside(data: string): Promise<void> {
  await rmdir(data).catch(() => rename(data, `${data}.set-aside-${Date.now()}`).catch(() => undefined));
}

function refuseFolder(folder: string) {
  return (error: NodeJS.ErrnoException): never => {
    throw new StartupError(`The folder ${folder} can't be made (${error.code}). Set DATA_DIR to one that can.`);
  };
}
