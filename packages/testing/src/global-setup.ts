import { startTestServer } from './server.ts';

export default async function startSharedServer(): Promise<void> {
  const server = await startTestServer();
  process.env.TEST_SERVER_URL = server.url;
  Object.assign(globalThis, { sharedTestServer: server });
}
