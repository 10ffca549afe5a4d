// The gateway as its tests start it: real, on a free port, before a real auth service or one whose answers are scripted.

import { type Client, createClient } from '@movies/contract/client';
import type { Resources } from '@movies/service-kit';
import { testResources } from '@movies/testing';
import type { GatewaySettings } from './settings.ts';
import { startGateway } from './start.ts';

export {
  type Answered,
  expectNothingOfUs,
  expectProblem,
  type Raw,
  rawExchange,
  rawRequest,
} from './testing/raw-http.ts';
export {
  clientsHits,
  type Hit,
  type Script,
  type ScriptedService,
  startScriptedService,
} from './testing/scripted-service.ts';

export interface GatewayUnderTest {
  url: string;
  api: Client;
  resources: Resources;
  stop(): Promise<void>;
}

/** The service behind, as far as the gateway has to know it. */
interface Behind {
  url: string;
  internalSecret: string;
}

type Given = Partial<GatewaySettings> & { resources?: Partial<Resources> };

/** Without limits, unless a test sets some. */
export async function startGatewayForTest(
  { url: AUTH_URL, internalSecret: INTERNAL_SECRET }: Behind,
  { resources: shared, ...settings }: Given = {},
): Promise<GatewayUnderTest> {
  const resources = { ...(await testResources()), ...shared };
  const stop = () => resources.lifecycle.end();
  const usual = { HOST: '127.0.0.1', PORT: 0, LOG_LEVEL: 'silent', RATE_LIMIT_FACTOR: 0 } as const;
  const open = { CORS_ORIGINS: '', TRUST_PROXY: '' };
  const services = { AUTH_URL, MOVIE_URL: AUTH_URL, RECOMMENDATION_URL: AUTH_URL, NOTIFICATION_URL: AUTH_URL };
  const started = startGateway({ ...usual, ...open, ...services, INTERNAL_SECRET, ...settings }, resources);
  const { url } = await started.catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, api: createClient(url), resources, stop };
}
