// `backup [file]` and `restore [file] [--replace]`: with a file, or through output and input.
import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Log, StartupError } from '@movies/service-kit';
import type { ServiceName } from '../schemas.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';

export async function backUpTo(adminUrl: string, words: string[]): Promise<void> {
  const { file } = understand(words);
  if (!file && process.stdout.isTTY) throw new StartupError('Say into which file, or pipe the output into one.');
  // A file of that name is always a whole backup.
  const unfinished = file && createWriteStream(`${file}.unfinished`, { mode: 0o600 });
  const { tables, rows } = await backUp(adminUrl, unfinished || process.stdout);
  if (file) await rename(`${file}.unfinished`, file);
  process.stderr.write(`Backed up: ${told(rows)} rows of ${tables} tables.\n`);
}

interface Where {
  adminUrl: string;
  databases: Record<ServiceName, string>;
  log: Log;
}

export async function restoreFrom(where: Where, words: string[]): Promise<void> {
  const { file, replace } = understand(words);
  if (!file && process.stdin.isTTY) throw new StartupError('Say from which file, or pipe one into the input.');
  const input = file ? createReadStream(file) : process.stdin;
  const { tables, rows, made_at } = await restore({ ...where, input, replace });
  process.stderr.write(`Restored: ${told(rows)} rows of ${tables} tables, as of ${made_at}.\n`);
}

function understand(words: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { replace: { type: 'boolean', default: false } },
    });
    return { file: positionals[0], ...values };
  } catch (error) {
    throw new StartupError(`${(error as Error).message}.`);
  }
}

function told(count: number): string {
  return count.toLocaleString('en');
}
