import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { myImports } from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { type MovieUnderTest, startMovieForTest } from '../testing.ts';
import { csv, send, sendForm, zip } from './testing.ts';
import { FOLDER } from './upload.ts';

let movie: MovieUnderTest;
let member: TestMember;
let foldersBefore: string[];

const folders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith(`${FOLDER}${process.pid}-`));

beforeAll(async () => {
  foldersBefore = await folders();
  movie = await startMovieForTest();
  member = movie.newMember();
});
afterEach(async () => {
  const left = await movie.context.database.row(
    'SELECT (SELECT count(*) FROM imports) AS imports, (SELECT count(*) FROM import_rows) AS rows',
  );
  expect(left).toEqual({ imports: 0, rows: 0 });
  expect(await folders()).toEqual(foldersBefore);
});
afterAll(() => movie.stop());

const good = csv('title,year,rating', 'Heat,1995,4');
const bomb = () => zip({ name: 'ratings.csv', content: Buffer.alloc(3_000_000, 'a,') });
const many = () => zip(...Array.from({ length: 2_001 }, (_, at) => ({ name: `${at}.csv`, content: '' })));
const encrypted = () => zip({ name: 'ratings.csv', content: good, claims: { flags: 1 } });
const lying = () => zip({ name: 'ratings.csv', content: good.repeat(50), claims: { unpacked: 20 } });
const climbing = () => zip({ name: '../../ratings.csv', content: good });
const strange = () => zip({ name: 'holiday.txt', content: 'sun' }, { name: 'people.csv', content: 'age,height\n3,90' });
const ofTwo = csv('userId,movieId,rating,timestamp', '1,1,4.0,964982703', '2,1,4.0,964982703');

describe('refuses, leaving nothing,', () => {
  test.each<[string, string, string | Buffer]>([
    ['an empty file', 'empty_file', ''],
    ['a file of spaces', 'empty_file', ' \n \n'],
    ['a file with a head and nothing else', 'no_rows', csv('title,year,rating')],
    ['columns that nobody knows', 'unknown_columns', csv('age,height', '3,90')],
    ['films of which nothing is said', 'nothing_said', csv('title,year', 'Heat,1995')],
    ['a picture', 'file_not_understood', randomBytes(3_000)],
    ['a web page', 'file_not_understood', '<!doctype html><p>Log in'],
    ['JSON that is no list', 'file_not_understood', '{"title":"Heat"}'],
    ['JSON that breaks off', 'file_not_understood', '[{"title":"Heat","rating":4},{"title'],
    ['JSON that is none', 'file_not_understood', '[{"title":"Heat","rating":4},{title}]'],
    ['a quotation mark that is never closed', 'line_too_long', `${good}"Alien,1979,4\n${good.repeat(20)}`],
    ['ratings of many people', 'many_people', ofTwo],
    ['a ZIP that breaks off', 'broken_zip', zip({ name: 'ratings.csv', content: good }).subarray(0, 60)],
    ['a ZIP that says it holds less than it does', 'broken_zip', lying()],
    ['a ZIP with paths that lead out of it', 'broken_zip', climbing()],
    ['a ZIP with a password', 'encrypted_zip', encrypted()],
    ['a ZIP that unpacks to far more', 'zip_too_large', bomb()],
    ['a ZIP with thousands of files', 'zip_too_large', many()],
    ['a ZIP of other things', 'file_not_understood', strange()],
    ['an empty ZIP', 'file_not_understood', zip()],
  ])('%s', async (_, code, content) => {
    const { status, body } = await send(movie, member, content, { name: 'mine' });
    expect({ status, code: body.code }).toEqual({ status: 400, code });
    expect(body.message.length).toBeGreaterThan(15);
  });

  test('a file in another field', async () => {
    const { status, body } = await send(movie, member, good, { field: 'upload' });
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'wrong_field' });
    expect(body.message).toContain('"upload"');
  });

  test('a form without a file', async () => {
    const form = new FormData();
    form.append('file', 'not a file');
    expect(await sendForm(movie, member.token, form)).toMatchObject({ status: 400, body: { code: 'no_file' } });
  });

  test('two files', async () => {
    const form = new FormData();
    for (const name of ['a.csv', 'b.csv']) form.append('file', new Blob([good]), name);
    expect(await sendForm(movie, member.token, form)).toMatchObject({ status: 400, body: { code: 'two_files' } });
  });

  test('a form that breaks off', async () => {
    const headers = { authorization: `Bearer ${member.token}`, 'content-type': 'multipart/form-data; boundary=x' };
    const body = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\ntitle,rat';
    const answer = await fetch(`${movie.url}/api/user/imports`, { method: 'POST', headers, body });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'invalid_form']);
  });

  test.each(['application/json', 'text/csv', 'application/x-www-form-urlencoded'])('what comes as %s', async (type) => {
    const headers = { authorization: `Bearer ${member.token}`, 'content-type': type };
    const answer = await fetch(`${movie.url}/api/user/imports`, { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(415);
    expect(((await answer.json()) as { message: string }).message).toContain('multipart/form-data');
  });

  test('a file of more than 100 MB', async () => {
    const { status, body } = await send(movie, member, Buffer.alloc(101 * 1024 * 1024, 'a,b\n'));
    expect({ status, code: body.code }).toEqual({ status: 413, code: 'file_too_large' });
  });

  test('more than 200,000 lines', async () => {
    const { status, body } = await send(movie, member, `title,rating\n${'Heat,4\n'.repeat(200_001)}`);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'too_many_rows' });
  });

  test('guests', async () => {
    expect((await sendForm(movie, 'none', new FormData())).status).toBe(401);
  });
});

test('what was refused is no import', async () => {
  await send(movie, member, 'nothing');
  expect((await movie.api(myImports, { token: member.token })).body).toEqual([]);
});
