// PostgreSQL refuses to run as root. Started by root, it runs as another user of the machine, made if need be.
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { StartupError } from '@movies/service-kit';

const run = promisify(execFile);

export interface Account {
  uid: number;
  gid: number;
}

/** Who PostgreSQL runs as; undefined: as whoever started this process. */
export async function accountFor(dataDirectory: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataDirectory).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await accountNamed('postgres')) ?? (await makeAccount()) ?? (await accountNamed('nobody')) ?? refuse();
}

async function accountNamed(name: string): Promise<Account | undefined> {
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const line = accounts.split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid && uid !== '0' ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

async function makeAccount(): Promise<Account | undefined> {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', 'postgres']],
  ];
  for (const [program, words] of ways) {
    const made = await run(program, words).catch(() => undefined);
    if (made) return accountNamed('postgres');
  }
  return undefined;
}

function refuse(): never {
  throw new StartupError(
    'PostgreSQL does not run as root and this machine has no other user for it. Start as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether an account can get at a path: it must be allowed to enter every folder above it. */
export async function canReach(path: string, { uid, gid }: Account): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => undefined);
    if (found) {
      const bit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001;
      if ((found.mode & bit) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}
