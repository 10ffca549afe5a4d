// The files of a MovieLens data set, in a folder or in the ZIP it comes in, and how they are written.
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { StartupError } from '@movies/service-kit';
import { openZip } from '../imports/reading/zip.ts';

export interface DataFile {
  name: string;
  bytes: number;
  open(): Promise<Readable>;
}

/** `csv`: ml-latest, 20m, 25m, 32m; `dat`: ml-1m, 10m; `tabs`: ml-100k, which numbers its films by itself. */
export type Writing = 'csv' | 'dat' | 'tabs';

export interface DataSet {
  writing: Writing;
  movies: DataFile;
  links: DataFile | undefined;
  ratings: DataFile;
  close(): void;
}

const FILES: Record<Writing, { movies: string; ratings: string; links?: string }> = {
  csv: { movies: 'movies.csv', ratings: 'ratings.csv', links: 'links.csv' },
  dat: { movies: 'movies.dat', ratings: 'ratings.dat' },
  tabs: { movies: 'u.item', ratings: 'u.data' },
};

export async function openDataSet(path: string): Promise<DataSet> {
  const about = await stat(path).catch(() => {
    throw new StartupError(`There is nothing at ${path}.`);
  });
  const { files, close } = about.isDirectory()
    ? { files: await filesIn(path), close: () => undefined }
    : await openZip(path, Number.POSITIVE_INFINITY).catch(() => {
        throw new StartupError(`${path} is neither a folder nor a ZIP that can be read.`);
      });
  const named = (name: string | undefined) => files.find((file) => file.name.split('/').at(-1) === name);
  for (const writing of ['csv', 'dat', 'tabs'] as const) {
    const names = FILES[writing];
    const [movies, ratings] = [named(names.movies), named(names.ratings)];
    if (movies && ratings) return { writing, movies, ratings, links: named(names.links), close };
  }
  close();
  throw new StartupError(
    `${path} holds no data set of MovieLens: it has neither movies.csv and ratings.csv, nor movies.dat and ratings.dat, nor u.item and u.data.`,
  );
}

async function filesIn(folder: string): Promise<DataFile[]> {
  const names = await readdir(folder);
  const files = names.map(async (name) => {
    const path = join(folder, name);
    const about = await stat(path);
    return about.isFile()
      ? [{ name: `${basename(folder)}/${name}`, bytes: about.size, open: async () => createReadStream(path) }]
      : [];
  });
  return (await Promise.all(files)).flat();
}
