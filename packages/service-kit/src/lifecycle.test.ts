import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { createLifecycle } from './lifecycle.ts';
import { createLog } from './log.ts';

const log = createLog('test', 'silent');

describe('the end of a process', () => {
  test('closes what was opened last first, one after the other', async () => {
    const closed: string[] = [];
    const lifecycle = createLifecycle(log);
    for (const name of ['database', 'jobs', 'http']) {
      lifecycle.atEnd(name, async () => {
        closed.push(`${name} closing`);
        await nextTurn();
        closed.push(`${name} closed`);
      });
    }
    await lifecycle.end();
    expect(closed).toEqual([
      'http closing',
      'http closed',
      'jobs closing',
      'jobs closed',
      'database closing',
      'database closed',
    ]);
  });

  test('is told to whoever works, before anything is closed', async () => {
    const lifecycle = createLifecycle(log);
    let told = false;
    lifecycle.atEnd('http', () => {
      told = lifecycle.ending.aborted;
    });
    expect(lifecycle.ending.aborted).toBe(false);
    await lifecycle.end();
    expect(told).toBe(true);
  });

  test('comes once, however often it is asked for', async () => {
    const lifecycle = createLifecycle(log);
    let times = 0;
    lifecycle.atEnd('http', () => {
      times += 1;
    });
    await Promise.all([lifecycle.end(), lifecycle.end(), lifecycle.end()]);
    expect(times).toBe(1);
  });

  test.each([
    ['throws', () => fail()],
    ['rejects', () => Promise.reject(new Error('stuck'))],
    ['hangs', () => new Promise(() => undefined)],
  ])('goes on past a step that %s', async (_, stuck) => {
    const lifecycle = createLifecycle(log, 50);
    let closed = false;
    lifecycle.atEnd('database', () => {
      closed = true;
    });
    lifecycle.atEnd('http', stuck);
    await lifecycle.end();
    expect(closed).toBe(true);
    // A timer that nobody cleared would fail this process here.
    await sleep(60);
  });

  test('also closes what is opened while it ends', async () => {
    const lifecycle = createLifecycle(log);
    await lifecycle.end();
    await new Promise((closed) => lifecycle.atEnd('late', () => closed(true)));
  });
});

function fail(): never {
  throw new Error('stuck');
}

describe('a process', () => {
  const program = fileURLToPath(new URL('testing/lifecycle-process.ts', import.meta.url));

  function start(...words: string[]) {
    const child = spawn(process.execPath, [program, ...words]);
    let said = '';
    let complained = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      complained += text;
    });
    const exited = once(child, 'close').then(([code]) => ({ code, said, complained }));
    return { child, exited, says: (text: string) => saidBy(child, () => said.includes(text)) };
  }

  const endInOrder = ['http closing', 'http closed', 'database closed'];

  // Lines of the log are written a while later, many at a time.
  const withoutLog = (said: string) => said.split('\n').filter((line) => line !== '' && !line.startsWith('{'));

  async function saidBy(child: ChildProcess, heard: () => boolean): Promise<void> {
    while (!heard()) await once(child.stdout ?? child, 'data');
  }

  test.each(['SIGTERM', 'SIGINT'] as const)('ends in order on %s, with 0', async (signal) => {
    const { child, exited, says } = start('runs');
    await says('started');
    child.kill(signal);
    const { code, said } = await exited;
    expect(code).toBe(0);
    expect(withoutLog(said)).toEqual(['started', ...endInOrder]);
  });

  test('ends at once on a second signal', async () => {
    const { child, exited, says } = start('runs', 'slowly');
    await says('started');
    child.kill('SIGINT');
    await says('http closing');
    child.kill('SIGINT');
    expect(await exited).toMatchObject({ code: 1, said: expect.not.stringContaining('http closed') });
  });

  test.each([
    ['refuses', 'Set DATABASE_URL to a PostgreSQL server.\n'],
    ['unavailable', 'The database does not answer right now.\n'],
  ])('that %s to start says why in one sentence, closes what it opened, and fails', async (way, sentence) => {
    const { code, said, complained } = await start(way).exited;
    expect({ code, complained }).toEqual({ code: 1, complained: sentence });
    expect(withoutLog(said)).toEqual(endInOrder);
  });

  test.each([
    ['breaks', 'a bug at the start'],
    ['breaksLater', 'a bug later'],
  ])('that %s logs it, closes what it opened, and fails', async (way, message) => {
    const { code, said } = await start(way).exited;
    expect(code).toBe(1);
    expect(said).toContain(message);
    expect(withoutLog(said).slice(-3)).toEqual(endInOrder);
  });
});
