import { randomBytes } from 'node:crypto';
import { startTestServer } from './server.ts';

export default async function startSharedServer(): Promise<void> {
  const server = await startTestServer();
  process.env.TEST_SERVER_URL = server.url;
  process.env.TEST_RUN = randomBytes(4).toString('hex');
  Object.assign(globalThis, { sharedTestServer: server });
}
