// Opens what the gateway needs, in order, and lets it listen.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '@movies/contract';
import { createAgent, createInternalClient, listen, type Resources, remoteKeys } from '@movies/service-kit';
import { buildApp } from './app.ts';
import { openMetricsPort } from './metrics-port.ts';
import { readPages } from './pages.ts';
import { watchRevocations } from './revocations.ts';
import type { GatewaySettings } from './settings.ts';

const LOGINS_KNOWN_MS = 1_000;

export async function startGateway(settings: GatewaySettings, resources: Resources): Promise<{ url: string }> {
  const { lifecycle, log, cache } = resources;
  const services: Partial<Record<ServiceName, string>> = {
    auth: settings.AUTH_URL,
    movie: settings.MOVIE_URL,
    recommendation: settings.RECOMMENDATION_URL,
    notification: settings.NOTIFICATION_URL,
  };
  const client = createInternalClient(settings.INTERNAL_SECRET);
  const agent = createAgent();
  lifecycle.atEnd('connections to services', () => Promise.all([client.close(), agent.destroy()]));
  const keys = remoteKeys(settings.AUTH_URL, client, lifecycle);
  const revocations = watchRevocations({ authUrl: settings.AUTH_URL, client, keys, cache, lifecycle, log });
  const app = buildApp({
    ...resources,
    services,
    agent,
    client,
    keys,
    revocations,
    rateLimitFactor: settings.RATE_LIMIT_FACTOR,
    corsOrigins: listOf(settings.CORS_ORIGINS),
    trustProxy: listOf(settings.TRUST_PROXY),
    pages: settings.WEB_DIR ? await readPages(settings.WEB_DIR) : undefined,
  });
  // The first requests find it knowing who is logged in. Where auth is away it starts all the same, for everyone else.
  const loginsKnown = Promise.all([keys.refresh(), revocations.known]);
  await Promise.race([loginsKnown, sleep(LOGINS_KNOWN_MS, undefined, { ref: false })]);
  if (settings.METRICS_PORT !== undefined) await openMetricsPort(settings.HOST, settings.METRICS_PORT, resources);
  const port = await listen(app, lifecycle, { host: settings.HOST, port: settings.PORT, variable: 'PORT' });
  return { url: `http://localhost:${port}` };
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
