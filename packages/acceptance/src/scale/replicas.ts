// How the replicas of a service share the work, as they say themselves, and who follows the logs, as PostgreSQL says.
import type { Compose } from '../containers/compose.ts';

const PORTS: Record<string, number> = {
  'auth-service': 8101,
  'movie-service': 8102,
  'recommendation-service': 8103,
  'notification-service': 8104,
};

export const SCALABLE = Object.keys(PORTS);

/** Requests of the public API that each has answered so far. */
export async function answeredBy(compose: Compose, service: string): Promise<Map<string, number>> {
  const ids = await compose.replicas(service);
  const program = `fetch('http://127.0.0.1:${PORTS[service]}/metrics').then((a)=>a.text()).then((t)=>console.log(t))`;
  const counts = ids.map(async (id) => {
    const text = await compose.docker(['exec', id, 'node', '-e', program]).catch(() => '');
    return [id, requestsIn(text)] as const;
  });
  return new Map(await Promise.all(counts));
}

function requestsIn(metrics: string): number {
  const lines = metrics.split('\n').filter((line) => /^http_request_seconds_count\{.*route="\/api\//.test(line));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** The smallest part of the work that any replica had between two counts. */
export function leastShare(before: Map<string, number>, after: Map<string, number>): number {
  const parts = [...after].map(([id, count]) => count - (before.get(id) ?? 0));
  const all = parts.reduce((sum, part) => sum + part, 0);
  return all === 0 ? 0 : Math.min(...parts) / all;
}

export async function areHealthy(compose: Compose, service: string, count: number): Promise<boolean> {
  const ids = await compose.replicas(service);
  const states = ids.map((id) => compose.docker(['inspect', '-f', '{{.State.Health.Status}}', id]).catch(() => ''));
  return ids.length === count && (await Promise.all(states)).every((state) => state.trim() === 'healthy');
}

const HOLDERS = `SELECT usename, count(*) FROM pg_stat_activity
  WHERE state = 'idle in transaction' AND query LIKE 'SELECT position FROM event_cursor%' GROUP BY usename`;

/** How many cursors each service's replicas hold at this moment: never more than logs that it follows. */
export async function cursorsHeld(compose: Compose): Promise<Record<string, number>> {
  const [postgres = ''] = await compose.replicas('postgres');
  const text = await compose.docker(['exec', postgres, 'psql', '-At', '-F', ' ', '-U', 'movies', '-c', HOLDERS]);
  const rows = text.split('\n').filter(Boolean);
  return Object.fromEntries(rows.map((row) => row.split(' ')).map(([role = '', held]) => [role, Number(held)]));
}
