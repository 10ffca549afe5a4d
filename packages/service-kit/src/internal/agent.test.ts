import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { eventually, freePort } from '@movies/testing';
import { createAgent } from './agent.ts';

const opened: { close: () => unknown }[] = [];

afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

async function replica(answer: RequestListener, host: string, port: number): Promise<Server> {
  const server = createServer(answer).listen(port, host);
  await once(server, 'listening');
  opened.push({ close: () => server.close() && server.closeAllConnections() });
  return server;
}

function agentFor(port: number, addresses = ['127.0.0.1']) {
  const agent = createAgent(async () => addresses);
  opened.push({ close: () => agent.destroy() });
  return async (method: 'GET' | 'POST') => {
    const { body, statusCode } = await agent.request({ origin: `http://some-service:${port}`, path: '/', method });
    return `${statusCode} ${await body.text()}`;
  };
}

describe('asking a service', () => {
  test('gives up a connection before a replica that leaves would, whatever the replica offers', async () => {
    const port = await freePort();
    const server = await replica((_request, response) => response.end('here'), '127.0.0.1', port);
    server.keepAliveTimeout = 72_000;
    const ask = agentFor(port);
    const closed = new Promise<number>((done) => {
      const begun = Date.now();
      server.once('connection', (socket) => socket.once('close', () => done(Date.now() - begun)));
    });
    expect(await ask('GET')).toBe('200 here');
    expect(await closed).toBeLessThan(5_000);
  });

  test('repeats what only reads when a connection breaks, and nothing else', async () => {
    const port = await freePort();
    let times = 0;
    await replica(
      (request, response) => {
        times += 1;
        if (times % 2 === 1) request.socket.destroy();
        else response.end('here');
      },
      '127.0.0.1',
      port,
    );
    const ask = agentFor(port);
    expect(await ask('GET')).toBe('200 here');
    await expect(ask('POST')).rejects.toThrow();
    expect(times).toBe(3);
  });

  test('goes to all replicas, and past one that refuses, with whatever method', async () => {
    const port = await freePort();
    await replica((_request, response) => response.end('first'), '127.0.0.2', port);
    await replica((_request, response) => response.end('second'), '127.0.0.3', port);
    const ask = agentFor(port, ['127.0.0.2', '127.0.0.3', '127.0.0.4']);
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask('POST')));
    expect(new Set(answers)).toEqual(new Set(['200 first', '200 second']));
  });

  test('turns away from a replica that says it leaves, while another is there', async () => {
    const port = await freePort();
    await replica((_request, response) => response.setHeader('connection', 'close').end('leaving'), '127.0.0.2', port);
    const ask = agentFor(port, ['127.0.0.2', '127.0.0.3']);
    expect(await ask('GET')).toBe('200 leaving');
    expect(await ask('GET')).toBe('200 leaving');
    await replica((_request, response) => response.end('staying'), '127.0.0.3', port);
    await eventually(async () => {
      const answers = await Promise.all(Array.from({ length: 6 }, () => ask('POST')));
      expect(new Set(answers)).toEqual(new Set(['200 staying']));
    });
  });
});
