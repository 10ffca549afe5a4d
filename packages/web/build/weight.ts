// How much JavaScript a page costs that is opened first: its own parts, and all that these stand on.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

interface Chunk {
  file: string;
  src?: string;
  isEntry?: boolean;
  imports?: string[];
}

export const MOST_BYTES = 130_000;

export interface Weight {
  page: string;
  bytes: number;
}

export async function weighPages(folder: string): Promise<Weight[]> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Record<string, Chunk>;
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry) as string;
  const pages = Object.keys(manifest).filter((name) => /^src\/pages\/[^/]+\.tsx$/.test(name));
  const weights = pages.map(async (name) => {
    const files = [...withImports([entry, name], manifest)];
    const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, `${file}.gz`))).size));
    return { page: name, bytes: sizes.reduce((sum, size) => sum + size, 0) };
  });
  return (await Promise.all(weights)).toSorted((a, b) => b.bytes - a.bytes);
}

function withImports(names: string[], manifest: Record<string, Chunk>): Set<string> {
  const files = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (!chunk || files.has(chunk.file)) return;
    if (chunk.file.endsWith('.js')) files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const name of names) visit(name);
  return files;
}
