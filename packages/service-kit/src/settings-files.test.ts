import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Type } from 'typebox';
import { readSettings, shared } from './settings.ts';

const Schema = Type.Object({ INTERNAL_SECRET: shared.INTERNAL_SECRET });
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'movies-settings-'));
  file = join(folder, 'secret');
});

afterAll(() => rm(folder, { recursive: true }));

describe('a secret in a file', () => {
  test('is read, without the end of its line', async () => {
    await writeFile(file, '0123456789abcdef\n');
    expect(readSettings(Schema, { INTERNAL_SECRET_FILE: file })).toEqual({ INTERNAL_SECRET: '0123456789abcdef' });
  });

  test('is refused when it is empty, away, too short, or set twice', async () => {
    expect(() => readSettings(Schema, { INTERNAL_SECRET_FILE: join(folder, 'none') })).toThrow(
      "can't be read (ENOENT)",
    );
    expect(() => readSettings(Schema, { INTERNAL_SECRET: 'x', INTERNAL_SECRET_FILE: file })).toThrow('are both set');
    await writeFile(file, '\n');
    expect(() => readSettings(Schema, { INTERNAL_SECRET_FILE: file })).toThrow('is empty');
    await writeFile(file, 'short');
    expect(() => readSettings(Schema, { INTERNAL_SECRET_FILE: file })).toThrow('at least 16 characters');
  });
});
