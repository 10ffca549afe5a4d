// Keeps compiled code from one start to the next, which is then quicker and smaller. All the rest is in main.ts.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/compiled'));
await import('./main.ts');
