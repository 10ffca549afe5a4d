// The folder with the built pages, which are built anew where they are not those of the sources.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './root.ts';
import { hashOfSources } from './sources.ts';

const BUILDS = join(ROOT, 'dist');
/** Tabs that are open still load parts of the build they come from, and a platform that runs serves it. */
const KEPT = 3;
const KEPT_MS = 7 * 24 * 3600 * 1_000;

/** Resolves with the folder; takes some seconds where there is something to build. */
export async function ensureWeb(): Promise<string> {
  const folder = join(BUILDS, await hashOfSources());
  if (await exists(join(folder, 'pages.json'))) return folder;
  const unfinished = `${folder}.${process.pid}`;
  await buildInto(unfinished);
  // Whoever else built the same at the same time was first: theirs is as good.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  await removeOld();
  return folder;
}

/** In a process of its own, since the tools are large and this one goes on. */
export async function buildInto(folder: string): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The web pages could not be built. The reason is above.');
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

async function removeOld(): Promise<void> {
  const names = await readdir(BUILDS);
  const built = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(BUILDS, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  const others = built.toSorted((a, b) => b.at - a.at).slice(KEPT);
  const old = others.filter(({ at }) => Date.now() - at > KEPT_MS);
  await Promise.all(old.map(({ name }) => rm(join(BUILDS, name), { recursive: true, force: true })));
}
