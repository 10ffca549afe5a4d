// The secrets of an installation: made at the first start, kept beside the data, readable by its owner alone.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from '@movies/service-kit';

export interface Secrets {
  databasePassword: string;
  rolePasswords: Record<string, string>;
  internalSecret: string;
}

const FILE = 'secrets.json';

export async function readSecrets(directory: string, services: readonly string[]): Promise<Secrets> {
  const file = join(directory, FILE);
  const known = await readKnown(file);
  const fresh = () => randomBytes(24).toString('base64url');
  const secrets: Secrets = {
    databasePassword: known?.databasePassword ?? fresh(),
    internalSecret: known?.internalSecret ?? fresh(),
    rolePasswords: Object.fromEntries(services.map((name) => [name, known?.rolePasswords[name] ?? fresh()])),
  };
  if (JSON.stringify(known) !== JSON.stringify(secrets)) await write(directory, file, secrets);
  return secrets;
}

async function readKnown(file: string): Promise<Secrets | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    // A path through a file, too: writing will say what is wrong.
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw new StartupError(`${file} can't be read (${error.code}). Start as the user it belongs to, or set DATA_DIR.`);
  });
  return text === undefined ? undefined : (JSON.parse(text) as Secrets);
}

async function write(directory: string, file: string, secrets: Secrets): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    const unfinished = await open(`${file}.new`, 'w', 0o600);
    await unfinished.writeFile(`${JSON.stringify(secrets, null, 2)}\n`);
    await unfinished.sync();
    await unfinished.close();
    await rename(`${file}.new`, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartupError(`The folder ${directory} can't be written (${code}). Set DATA_DIR to one that can.`);
  }
}
