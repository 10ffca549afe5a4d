// `pnpm build:web [folder]`
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { bundle } from './bundle.ts';
import { ensureWeb } from './index.ts';

const [folder] = process.argv.slice(2);

async function run(): Promise<void> {
  if (folder) await bundle(resolve(folder));
  else process.stdout.write(`${await ensureWeb()}\n`);
}

await run().catch((error: Error) => {
  process.stderr.write(`${stripVTControlCharacters(error.message)}\n`);
  process.exitCode = 1;
});
