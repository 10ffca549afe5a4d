// Files to import, and sending them, as tests do it.
import { crc32, deflateRawSync } from 'node:zlib';
import { type ImportReport, importReport } from '@movies/contract';
import { eventually, type TestMember } from '@movies/testing';
import type { MovieUnderTest } from '../testing.ts';

interface Sent {
  status: number;
  body: Record<string, unknown> & { id: number; code: string; message: string };
  location: string | null;
}

export interface SendOptions {
  name?: string;
  field?: string;
  query?: string;
}

export async function send(
  movie: MovieUnderTest,
  { token }: TestMember,
  content: string | Uint8Array,
  { name = 'ratings.csv', field = 'file', query = '' }: SendOptions = {},
): Promise<Sent> {
  const form = new FormData();
  form.append(field, new Blob([content as never]), name);
  return sendForm(movie, token, form, query);
}

export async function sendForm(movie: MovieUnderTest, token: string, form: FormData, query = ''): Promise<Sent> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${movie.url}/api/user/imports${query}`, { method: 'POST', headers, body: form });
  return { status: response.status, body: await response.json(), location: response.headers.get('location') } as Sent;
}

/** Sends a file, waits until it is brought, and answers the report. */
export async function imported(
  movie: MovieUnderTest,
  member: TestMember,
  content: string | Uint8Array,
  options?: SendOptions,
): Promise<ImportReport> {
  const { status, body } = await send(movie, member, content, options);
  if (status !== 202) throw new Error(`not taken: ${JSON.stringify(body)}`);
  return finished(movie, member, body.id);
}

export async function finished(movie: MovieUnderTest, { token }: TestMember, id: number): Promise<ImportReport> {
  return eventually(async () => {
    const { status, body } = await movie.api(importReport, { token, params: { id }, query: {} });
    if (status !== 200 || body.status === 'queued' || body.status === 'running') throw new Error('not done yet');
    return body;
  }, 10_000);
}

export function csv(head: string, ...lines: string[]): string {
  return [head, ...lines, ''].join('\n');
}

export interface ZipEntry {
  name: string;
  content: string | Buffer;
  /** What the ZIP claims, where that is not so. */
  claims?: { unpacked?: number; flags?: number };
}

/** A ZIP, written by hand, so that it can also be one that no program would write. */
export function zip(...entries: ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const { name, content, claims = {} } of entries) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const offset = parts.reduce((sum, part) => sum + part.length, 0);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x800 | (claims.flags ?? 0), 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(claims.unpacked ?? data.length, 18);
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), facts, Buffer.from(name), packed);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, where, Buffer.from(name));
  }
  return withEnd(parts, directory, entries.length);
}

function withEnd(parts: Buffer[], directory: Buffer[], count: number): Buffer {
  const files = Buffer.concat(parts);
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(files.length, 12);
  return Buffer.concat([files, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
