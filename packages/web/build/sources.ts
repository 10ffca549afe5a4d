// Which state of the sources a build is of.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ROOT } from './root.ts';

const OF_A_BUILD = ['src', 'public', 'build', 'index.html', 'package.json', '../contract/src', '../../pnpm-lock.yaml'];

export async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const files = (await Promise.all(OF_A_BUILD.map((path) => filesAt(join(ROOT, path))))).flat().toSorted();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  for (const [index, file] of files.entries()) hash.update(`${relative(ROOT, file)}\0`).update(contents[index] ?? '');
  return hash.digest('hex').slice(0, 16);
}

async function filesAt(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map(({ parentPath, name }) => join(parentPath, name));
}
