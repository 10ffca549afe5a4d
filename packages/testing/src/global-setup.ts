import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { makeTemporaryFolder } from './place.ts';
import { startTestServer } from './server.ts';

export default async function startSharedServer(): Promise<void> {
  process.env.TMPDIR = await makeTemporaryFolder();
  const server = await startTestServer();
  // Many tests start processes of ours, which then need not compile what others have compiled.
  process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../../../node_modules/.cache/compiled');
  process.env.TEST_SERVER_URL = server.url;
  process.env.TEST_RUN = randomBytes(4).toString('hex');
  Object.assign(globalThis, { sharedTestServer: server });
}
