import type { TestServer } from './server.ts';

export default async function stopSharedServer(): Promise<void> {
  await (globalThis as unknown as { sharedTestServer?: TestServer }).sharedTestServer?.stop();
}
