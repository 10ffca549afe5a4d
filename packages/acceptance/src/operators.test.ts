// What those who run a platform have in hand: the Postman collection, and what is watched.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { forgotPassword, logIn, register } from '@movies/contract';
import { newPerson } from './people.ts';
import { codeFromLetter, type Platform, startDemoPlatform } from './platform.ts';

const COLLECTION = join(import.meta.dirname, '../../../Movie-Review-Platform.postman_collection.json');
const MONITORING = join(import.meta.dirname, '../../monitoring');
const NEWMAN = fileURLToPath(import.meta.resolve('newman/bin/newman.js'));

let platform: Platform & { adminPassword: string };
let folder: string;

beforeAll(async () => {
  [platform, folder] = await Promise.all([startDemoPlatform(), mkdtemp(join(tmpdir(), 'movies-postman-'))]);
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Execution {
  item: { name: string };
  assertions?: { error?: { message: string } }[];
  requestError?: { message: string };
  response?: { code: number };
}

/** What two letters to someone say, for the two requests that want what only letters say. */
async function codes(): Promise<Record<string, string>> {
  const { api, mailFolder = '' } = platform;
  const person = newPerson();
  await api(register, { body: person });
  const confirmation_code = await codeFromLetter(mailFolder, person.email);
  await api(forgotPassword, { body: { email: person.email } });
  for (;;) {
    const reset_code = await codeFromLetter(mailFolder, person.email);
    if (reset_code !== confirmation_code) return { confirmation_code, reset_code };
  }
}

async function runCollection(variables: Record<string, string>): Promise<Execution[]> {
  const report = join(folder, 'report.json');
  const given = Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
  const reporting = ['--reporters', 'json', '--reporter-json-export', report];
  const newman = spawn(
    process.execPath,
    ['--disable-warning=DEP0176', NEWMAN, 'run', COLLECTION, ...given, ...reporting],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  await once(newman, 'exit');
  return (JSON.parse(await readFile(report, 'utf8')) as { run: { executions: Execution[] } }).run.executions;
}

test('every request of the collection succeeds, one after the other', async () => {
  const { url: base_url, adminPassword: admin_password } = platform;
  const executions = await runCollection({ base_url, admin_password, ...(await codes()) });
  const failed = executions.filter(
    ({ assertions = [], response }) => assertions.length === 0 || assertions.some(({ error }) => error) || !response,
  );
  expect(failed.map(({ item, response }) => `${item.name}: ${response?.code}`)).toEqual([]);
  const names = new Set(executions.map(({ item }) => item.name));
  const { item: folders } = JSON.parse(await readFile(COLLECTION, 'utf8')) as { item: { item: { name: string }[] }[] };
  expect(folders.flatMap(({ item }) => item).filter(({ name }) => !names.has(name))).toEqual([]);
});

const OF_PROMETHEUS = new Set(['up']);
const WORDS = new Set(['sum', 'min', 'max', 'by', 'rate', 'topk', 'histogram_quantile', 'le']);

/** The figures that an expression of Prometheus asks for. */
function namesIn(expression: string): string[] {
  const bare = expression.replace(/"[^"]*"|\{[^}]*\}|\[\w+\]|by \([^)]*\)/g, ' ');
  return (bare.match(/[a-z_][a-z_0-9]*/g) ?? []).filter((name) => !WORDS.has(name) && !OF_PROMETHEUS.has(name));
}

test('what the dashboard shows and what is warned of are figures that the platform gives', async () => {
  const login = await platform.api(logIn, { body: { email: 'admin@example.org', password: platform.adminPassword } });
  const { access_token } = login.body as { access_token: string };
  const answer = await fetch(`${platform.url}/metrics`, { headers: { authorization: `Bearer ${access_token}` } });
  const given = new Set(
    [...(await answer.text()).matchAll(/^(?:# TYPE )?([a-z_0-9]+)(?:\{| )/gm)].map(([, name]) => name),
  );
  const dashboard = await readFile(join(MONITORING, 'grafana/dashboards/movies.json'), 'utf8');
  const { panels } = JSON.parse(dashboard) as { panels: { targets?: { expr: string }[] }[] };
  const alerts = await readFile(join(MONITORING, 'alerts.yml'), 'utf8');
  const asked = [
    ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
    ...[...alerts.matchAll(/expr: (?:>\n)?((?:.|\n {10})+)/g)].map(([, expression = '']) => expression),
  ].flatMap(namesIn);
  expect(asked.length).toBeGreaterThan(20);
  expect([...new Set(asked)].filter((name) => !given.has(name))).toEqual([]);
});
