// The Postman collection, sent from its first request to its last as an operator would: by Newman.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forgotPassword, register } from '@movies/contract';
import { eventually } from '@movies/testing';
import { newPerson } from './people.ts';
import { codeFromLetter, type Platform } from './platform.ts';

const COLLECTION = join(import.meta.dirname, '../../../Movie-Review-Platform.postman_collection.json');
const NEWMAN = fileURLToPath(import.meta.resolve('newman/bin/newman.js'));

interface Execution {
  item: { name: string };
  assertions?: { error?: { message: string } }[];
  response?: { code: number };
}

export interface Sent {
  requests: number;
  /** Those that did not succeed, with the status they were answered with. */
  failed: string[];
  /** Those that were left out. */
  unsent: string[];
}

/** The platform has the demo data and an admin; its letters can be read. */
export async function sendCollection(platform: Platform, admin_password: string): Promise<Sent> {
  const variables = { base_url: platform.url, admin_password, ...(await codes(platform)) };
  const executions = await runNewman(variables);
  const failed = executions.filter(
    ({ assertions = [], response }) => assertions.length === 0 || assertions.some(({ error }) => error) || !response,
  );
  const names = new Set(executions.map(({ item }) => item.name));
  const { item: folders } = JSON.parse(await readFile(COLLECTION, 'utf8')) as { item: { item: { name: string }[] }[] };
  return {
    requests: executions.length,
    failed: failed.map(({ item, response }) => `${item.name}: ${response?.code}`),
    unsent: folders.flatMap(({ item }) => item.map(({ name }) => name)).filter((name) => !names.has(name)),
  };
}

/** What two letters to someone say, for the two requests that want what only letters say. */
async function codes({ api, mailFolder = '' }: Platform): Promise<Record<string, string>> {
  const person = newPerson();
  await api(register, { body: person });
  const confirmation_code = await codeFromLetter(mailFolder, person.email);
  await api(forgotPassword, { body: { email: person.email } });
  return eventually(async () => {
    const reset_code = await codeFromLetter(mailFolder, person.email);
    if (reset_code === confirmation_code) throw new Error('the letter with the reset code has not come yet');
    return { confirmation_code, reset_code };
  });
}

async function runNewman(variables: Record<string, string>): Promise<Execution[]> {
  const folder = await mkdtemp(join(tmpdir(), 'movies-postman-'));
  const report = join(folder, 'report.json');
  const given = Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
  const words = ['run', COLLECTION, ...given, '--reporters', 'json', '--reporter-json-export', report];
  const newman = spawn(process.execPath, ['--disable-warning=DEP0176', NEWMAN, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(newman, 'exit');
  const { run } = JSON.parse(await readFile(report, 'utf8')) as { run: { executions: Execution[] } };
  await rm(folder, { recursive: true });
  return run.executions;
}
