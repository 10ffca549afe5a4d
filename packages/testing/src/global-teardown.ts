import type { TestServer } from './server.ts';
import { dropTemplates } from './template.ts';

export default async function stopSharedServer(): Promise<void> {
  const server = (globalThis as unknown as { sharedTestServer?: TestServer }).sharedTestServer;
  if (!server) return;
  if (server.isGiven) await dropTemplates(server.url);
  await server.stop();
}
