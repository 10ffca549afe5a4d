// Runs a program of PostgreSQL as the account it may run as.
import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Account } from './account.ts';

export function programOptions(account: Account | undefined): SpawnOptions {
  // The working directory may be one that the account can't enter.
  return { ...account, cwd: '/', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } };
}

export async function finished(
  program: string,
  words: string[],
  account: Account | undefined,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(program, words, { ...programOptions(account), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code, output };
}
