import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createLog } from '@movies/service-kit';
import { notTested } from '@movies/testing/jest';
import { startPostgres } from './cluster.ts';
import { makeFolder, type TestFolder } from './testing/folder.ts';

const log = createLog('test', 'silent');
let folder: TestFolder;

beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(() => folder.remove());

test('a half-made database is made anew, and what lies in its place is set aside, not deleted', async () => {
  // Whoever runs PostgreSQL may come through here, so that all of it lies in this folder.
  await chmod(folder.path, 0o711);
  const directory = join(folder.path, 'postgres');
  for (const place of [directory, `${directory}.new`]) {
    await mkdir(place);
    await writeFile(join(place, 'half'), 'half of something');
  }
  const server = await startPostgres({ directory, password: 'secret', log, quick: true });
  await server.stop();
  const names = (await readdir(folder.path)).toSorted();
  expect(names).toEqual(['postgres', expect.stringMatching(/^postgres\.set-aside-\d+$/)]);
  expect(await readdir(directory)).not.toContain('half');
  expect(await readFile(join(folder.path, names[1] ?? '', 'half'), 'utf8')).toBe('half of something');
});

test('a folder that can not be made is named', async () => {
  await writeFile(join(folder.path, 'file'), '');
  const directory = join(folder.path, 'file', 'postgres');
  await expect(startPostgres({ directory, password: 'secret', log })).rejects.toThrow(
    /^The folder .*file can't be made \(E\w+\)\. Set DATA_DIR to one that can\.$/,
  );
});

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

if (!isRoot || spawnSync('setpriv', ['--version']).status !== 0) {
  notTested('PostgreSQL as another user', isRoot ? 'no setpriv on this machine' : 'these tests do not run as root');
} else {
  test('an ordinary user runs it as that user, in the folder that was given', async () => {
    await chown(folder.path, NOBODY, NOBODY);
    const program = fileURLToPath(new URL('testing/owner-process.ts', import.meta.url));
    const { uid, left } = startedAs(NOBODY, program, join(folder.path, 'postgres'));
    expect(uid).toBe(NOBODY);
    expect(left).toBe(false);
    expect(await readdir(folder.path)).toEqual(['postgres']);
  });
}

/** Starts it, looks at it, and ends it. */
function startedAs(user: number, program: string, directory: string): { uid: number; left: boolean } {
  const script = `
    const { spawn } = require('node:child_process');
    const { statSync, existsSync } = require('node:fs');
    const words = process.argv.slice(1);
    const owner = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    owner.stdout.once('data', (line) => {
      const place = '/proc/' + JSON.parse(line).processId;
      const { uid } = statSync(place);
      owner.once('exit', () => console.log(JSON.stringify({ uid, left: existsSync(place) })));
      owner.kill('SIGTERM');
    });`;
  const as = [`--reuid=${user}`, `--regid=${user}`, '--clear-groups'];
  const words = [...as, process.execPath, '-e', script, program, directory, 'secret'];
  return JSON.parse(execFileSync('setpriv', words, { encoding: 'utf8', cwd: '/' }));
}
