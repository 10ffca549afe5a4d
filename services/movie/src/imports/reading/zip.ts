// What is in a ZIP. Nothing of it is written to disk, and names are only looked at, so no path in it leads anywhere.
import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { brokenZip, encryptedZip, zipTooLarge } from '../failures.ts';

const MOST_ENTRIES = 2_000;
const MOST_UNPACKED = 200 * 1024 * 1024;
/** A real export is text, which packs ten times smaller, not thousands. */
const MOST_RATIO = 200;
const SMALL = 1024 * 1024;

export interface ZippedFile {
  name: string;
  bytes: number;
  open(): Promise<Readable>;
}

export interface OpenZip {
  files: ZippedFile[];
  close(): void;
}

export async function openZip(path: string, mostUnpacked = MOST_UNPACKED): Promise<OpenZip> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(refuse);
  try {
    return { files: await filesOf(zip, mostUnpacked), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function filesOf(zip: ZipFile, mostUnpacked: number): Promise<ZippedFile[]> {
  if (zip.entryCount > MOST_ENTRIES) throw zipTooLarge();
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (error) {
    refuse(error);
  }
  check(entries, mostUnpacked);
  return entries
    .filter(({ fileName }) => !fileName.endsWith('/'))
    .map((entry) => ({
      name: entry.fileName,
      bytes: entry.uncompressedSize,
      open: () => zip.openReadStreamPromise(entry).catch(refuse),
    }));
}

/** What an entry says of its size is held against what comes out of it while it is read. */
function check(entries: Entry[], mostUnpacked: number): void {
  if (entries.some((entry) => entry.isEncrypted())) throw encryptedZip();
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const isBomb = ({ uncompressedSize, compressedSize }: Entry) =>
    uncompressedSize > SMALL && uncompressedSize > compressedSize * MOST_RATIO;
  if (unpacked > mostUnpacked || entries.some(isBomb)) throw zipTooLarge();
}

/** yauzl's errors have no codes: they all say that the ZIP is not as it should be. */
function refuse(_: unknown): never {
  throw brokenZip();
}
