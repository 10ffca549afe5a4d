// What those who run a platform have in hand: the Postman collection, and what is watched.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { logIn } from '@movies/contract';
import { sendCollection } from '../collection.ts';
import { type DemoPlatform, findDemoPlatform } from '../platform.ts';

const MONITORING = join(import.meta.dirname, '../../../monitoring');

let platform: DemoPlatform;

beforeAll(async () => {
  platform = await findDemoPlatform();
});

test('every request of the collection succeeds, one after the other', async () => {
  expect(await sendCollection(platform, platform.adminPassword)).toMatchObject({ failed: [], unsent: [] });
});

const OF_PROMETHEUS = new Set(['up']);
const WORDS = new Set(
  'sum min max count by rate resets topk histogram_quantile count_over_time vector le and or unless'.split(' '),
);

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
