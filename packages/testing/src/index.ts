export { createTestDatabase, type TestDatabase } from './database.ts';
export { type Door, openDoor } from './door.ts';
export { eventually } from './eventually.ts';
export { freePort } from './free-port.ts';
export { freeze } from './freeze.ts';
export { hasRedis, startRedis, type TestRedis } from './redis.ts';
export { testResources } from './resources.ts';
export { embedded, type OwnServer } from './server.ts';
