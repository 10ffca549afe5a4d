// Compiles the kernels when their sources have changed since the last time, and never otherwise.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { kernelsNotBuilt } from './errors.ts';

/** One memory for many threads wants other code than a memory of one's own. */
export type Sharing = 'shared' | 'own';

const SOURCES = fileURLToPath(new URL('./kernels/', import.meta.url));
const BUILT = fileURLToPath(new URL('../.built/', import.meta.url));

const COMMON = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--initialMemory', '1'];
const LIMITS = ['--maximumMemory', '65536', '--enable', 'simd', '--enable', 'relaxed-simd', '--disableWarning', '112'];
const FLAGS = [...COMMON, ...LIMITS];
const SHARING: Record<Sharing, string[]> = { shared: ['--sharedMemory', '--enable', 'threads'], own: [] };

const require = createRequire(import.meta.url);
const run = promisify(execFile);
const building = new Map<Sharing, Promise<WebAssembly.Module>>();

/** The compiled kernels. Called wherever a process starts that may train or serve, so that the first request need not wait. */
export function ensureKernels(sharing: Sharing = 'own'): Promise<WebAssembly.Module> {
  const begun = building.get(sharing) ?? build(sharing);
  building.set(sharing, begun);
  begun.catch(() => building.delete(sharing));
  return begun;
}

async function build(sharing: Sharing): Promise<WebAssembly.Module> {
  const file = join(BUILT, `kernels-${await fingerprint()}-${sharing}.wasm`);
  const code = await readFile(file).catch(async () => {
    await mkdir(BUILT, { recursive: true });
    await compile(file, SHARING[sharing]);
    return readFile(file);
  });
  return WebAssembly.compile(code);
}

/** Named for its sources and moved into place when complete: processes that build at once can't meet half a file. */
async function compile(file: string, flags: string[]): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  const compiler = join(dirname(compilerPackage()), 'bin', 'asc.js');
  const words = [compiler, 'index.ts', '-o', unfinished, ...FLAGS, ...flags];
  try {
    await run(process.execPath, words, { cwd: SOURCES });
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw kernelsNotBuilt(error instanceof Error ? error.message : String(error));
  }
}

function compilerPackage(): string {
  return require.resolve('assemblyscript/package.json');
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([FLAGS, SHARING]));
  hash.update(await readFile(compilerPackage()));
  for (const name of (await readdir(SOURCES)).sort()) hash.update(name).update(await readFile(join(SOURCES, name)));
  return hash.digest('hex').slice(0, 16);
}
