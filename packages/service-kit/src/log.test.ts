import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';

const run = promisify(execFile);
const program = fileURLToPath(new URL('testing/log-process.ts', import.meta.url));

async function output(form: 'lines' | 'terminal'): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, [program, form]);
  return stdout + stderr;
}

describe.each(['lines', 'terminal'] as const)('a log as %s', (form) => {
  test('has no password, token, cookie or stored value in it', async () => {
    const said = await output(form);
    expect(said).toContain('done');
    expect(said.split('\n').filter((line) => line.includes('Tr0ub4dor'))).toEqual([]);
  });
});

test('a log for programs is one JSON object a line', async () => {
  const lines = (await output('lines')).trim().split('\n');
  const entries = lines.map((line) => JSON.parse(line));
  expect(entries.at(-1)).toMatchObject({ name: 'test', level: 30, msg: 'done' });
  expect(entries.find(({ path }) => path === '/')).toMatchObject({ request_id: 'id', method: 'GET', status: 500 });
  expect(entries.find(({ msg }) => msg === 'of a request')).toHaveProperty('request_id', 'request-7');
  expect(entries.at(-1)).not.toHaveProperty('request_id');
});
