// Makes the secrets of an installation, a file each. Those that are there already are left as they are, so that it may
// run at every start.
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from '@movies/service-kit';
import { SERVICE_NAMES } from '../schemas.ts';
import type { Command } from './command.ts';

interface Secret {
  file: string;
  /** The containers that are to know it. */
  readers: string[];
  make: (passwordOf: (role: string) => Promise<string>) => Promise<string>;
}

const SERVER = 'postgres:5432/movies';
const ADMIN = 'movies';

const SECRETS: Secret[] = [
  { file: 'postgres_password', readers: ['postgres', 'upkeep'], make: async () => random() },
  {
    file: 'database_admin_url',
    readers: ['upkeep'],
    make: async (passwordOf) => `postgres://${ADMIN}:${await passwordOf('postgres_password')}@${SERVER}`,
  },
  { file: 'internal_secret', readers: ['gateway', ...SERVICE_NAMES], make: async () => random() },
  ...SERVICE_NAMES.map((service) => ({
    file: `${service}_database_url`,
    readers: ['upkeep', service],
    make: async () => `postgres://movies_${service}:${random()}@${SERVER}`,
  })),
];

export const secretsCommand: Command = async (words) => {
  const folder = words.find((word) => !word.startsWith('--'));
  if (!folder) throw new StartupError('Say which folder the secrets are to lie in.');
  const made = await makeSecrets(folder, words.includes('--by-container'));
  process.stdout.write(made.length > 0 ? `Made ${made.join(', ')}.\n` : 'All secrets are there.\n');
};

/** All in one folder, or in a folder for each container that holds what it is to know and no more. Answers what was new. */
export async function makeSecrets(folder: string, byContainer: boolean): Promise<string[]> {
  const made: string[] = [];
  const placesOf = ({ file, readers }: Secret) =>
    (byContainer ? readers.map((reader) => join(folder, reader)) : [folder]).map((place) => join(place, file));
  const secretOf = async (secret: Secret): Promise<string> => {
    const known = (await Promise.all(placesOf(secret).map(contentOf))).find((content) => content !== undefined);
    if (known === undefined) made.push(secret.file);
    const value = known ?? (await secret.make((file) => secretOf(named(file))));
    for (const place of placesOf(secret)) if ((await contentOf(place)) === undefined) await write(place, value);
    return value;
  };
  for (const secret of SECRETS) await secretOf(secret);
  return made;
}

function named(file: string): Secret {
  return SECRETS.find((secret) => secret.file === file) as Secret;
}

function random(): string {
  return randomBytes(24).toString('base64url');
}

async function contentOf(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new StartupError(`${file} can't be read (${error.code}).`);
  });
  return text.trim() || undefined;
}

/** Whole or not at all. Readable by all who get into its folder: each container's programs run as another user. */
async function write(file: string, value: string): Promise<void> {
  try {
    await mkdir(join(file, '..'), { recursive: true });
    const unfinished = await open(`${file}.new`, 'w', 0o444);
    await unfinished.writeFile(`${value}\n`);
    await unfinished.sync();
    await unfinished.close();
    await chmod(`${file}.new`, 0o444);
    await rename(`${file}.new`, file);
  } catch (error) {
    throw new StartupError(`${file} can't be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}
