// What a service needs around it, made for one test file and ended with it.
import { createLifecycle, createLog, openResources, type Resources } from '@movies/service-kit';

const log = createLog('test', process.env.TEST_LOG ?? 'silent');

export async function testResources(redisUrl?: string): Promise<Resources> {
  return openResources(log, createLifecycle(log), redisUrl);
}
