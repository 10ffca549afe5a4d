export { createTestDatabase, type TestDatabase } from './database.ts';
export { eventually } from './eventually.ts';
export { testResources } from './resources.ts';
export { embedded } from './server.ts';
