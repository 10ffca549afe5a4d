// Reads a file that a member sent, whatever it is, line by line.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { emptyFile, nothingInIt, notUnderstood } from '../failures.ts';
import { textOf } from './text.ts';
import { type FileLine, type TextKind, textLines } from './text-file.ts';
import { linesOfZip } from './zipped-export.ts';

export async function* linesOf(path: string, name: string): AsyncGenerator<FileLine> {
  const kind = await kindOf(path);
  let count = 0;
  for await (const line of kind === 'zip' ? linesOfZip(path) : textLines(createReadStream(path), name, kind)) {
    count += 1;
    yield line;
  }
  if (count === 0) throw nothingInIt();
}

/** How a ZIP begins: with a file, or, where it has none, with its end. */
const ZIP = new Set(['504b0304', '504b0506']);

async function kindOf(path: string): Promise<TextKind | 'zip'> {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1_024), 0, 1_024, 0).finally(() => file.close());
  const head = buffer.subarray(0, bytesRead);
  if (ZIP.has(head.toString('hex', 0, 4))) return 'zip';
  let text = '';
  for await (const part of textOf(asList(head))) text += part;
  if (text.trim() === '') throw emptyFile();
  if (text.trimStart().startsWith('<')) throw notUnderstood('The file is a web page, or XML.');
  return /^\s*[[{]/.test(text) ? 'json' : 'csv';
}

async function* asList(head: Buffer): AsyncGenerator<Buffer> {
  yield head;
}
