import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { logIn } from '@movies/contract';
import { eventually } from '@movies/testing';
import { Agent } from 'undici';
import { ask } from './forward.ts';
import { answersOk } from './testing/scripted-service.ts';
import { type ScriptedService, startScriptedService } from './testing.ts';

let service: ScriptedService;
const oneConnection = new Agent({ connections: 1, pipelining: 1 });

beforeAll(async () => {
  service = await startScriptedService();
});

afterAll(async () => {
  await oneConnection.destroy();
  await service.stop();
});

const logInWithin = (deadlineMs: number, path: string) =>
  ask(
    { ...logIn, deadlineMs },
    { path, headers: {}, body: Buffer.from('{}') },
    { url: service.url, agent: oneConnection },
  );

describe('a request that found no free connection in time', () => {
  test('is not sent after its client was told that it is too late', async () => {
    let release = () => undefined as unknown;
    service.answer((hit, response) => {
      if (hit.url === '/first') release = () => response.end('{}');
      else answersOk(hit, response);
    });
    const first = logInWithin(5_000, '/first');
    await eventually(() => expect(service.hits).toHaveLength(1));
    await expect(logInWithin(50, '/late')).rejects.toMatchObject({ kind: 'late' });
    release();
    await first;
    await logInWithin(5_000, '/next');
    expect(service.hits.map(({ url }) => url)).toEqual(['/first', '/next']);
  });
});

describe('an answer', () => {
  test('is given whole, in however many pieces it came', async () => {
    service.answer(async (_hit, response) => {
      for (const piece of ['{"a":', '[1,', '2]}']) {
        response.write(piece);
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    const { status, body } = await logInWithin(5_000, '/pieces');
    expect({ status, body: body.toString() }).toEqual({ status: 200, body: '{"a":[1,2]}' });
  });

  test('may be empty', async () => {
    service.answer((_hit, response) => response.writeHead(204).end());
    expect(await logInWithin(5_000, '/empty')).toMatchObject({ status: 204, body: Buffer.alloc(0) });
  });
});
