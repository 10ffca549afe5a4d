// Takes a file from a form to a place of its own, for as long as it is worked with.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import { AppError } from '@movies/service-kit';
import type { FastifyRequest } from 'fastify';
import { brokenForm, emptyFile, fileTooLarge, noFile, notAForm, twoFiles, wrongField } from './failures.ts';

const MEGABYTES = 100;
export const UPLOAD_LIMITS = { fileSize: MEGABYTES * 1024 * 1024, files: 2, fields: 20, fieldSize: 1_024, parts: 25 };

/** Folders that begin like this and are older than a day are of a process that was killed. */
export const FOLDER = 'movies-import-';

export interface Upload {
  path: string;
  name: string;
}

/** The file is gone when `work` is done, whatever becomes of it. */
export async function withUpload<T>(request: FastifyRequest, work: (upload: Upload) => Promise<T>): Promise<T> {
  if (!request.isMultipart()) throw notAForm();
  const folder = await mkdtemp(join(tmpdir(), `${FOLDER}${process.pid}-`));
  try {
    return await work(await received(request, join(folder, 'file')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function received(request: FastifyRequest, path: string): Promise<Upload> {
  let upload: Upload | undefined;
  try {
    for await (const part of request.parts()) {
      if (part.type !== 'file') continue;
      if (upload) throw twoFiles();
      upload = await stored(part, path);
    }
  } catch (error) {
    throw refusal(error);
  }
  if (!upload) throw noFile();
  return upload;
}

async function stored({ file, filename, fieldname }: MultipartFile, path: string): Promise<Upload> {
  if (fieldname !== 'file') throw wrongField(fieldname);
  await pipeline(file, createWriteStream(path));
  if (file.truncated) throw fileTooLarge(MEGABYTES);
  if (file.bytesRead === 0) throw emptyFile();
  return { path, name: plainName(filename) };
}

/** For showing, and for guessing what is in it; it names no place on any disk. */
function plainName(name: string | undefined): string {
  const base = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return base.replaceAll(/[\u0000-\u001f\u007f]/g, '').slice(-255) || 'file';
}

function refusal(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (error instanceof AppError) return error;
  if (code === 'FST_REQ_FILE_TOO_LARGE') return fileTooLarge(MEGABYTES);
  if (code === 'FST_FILES_LIMIT') return twoFiles();
  // A disk that is full, say, is not the fault of who sends.
  return code === undefined || code.startsWith('FST_') ? brokenForm() : error;
}
