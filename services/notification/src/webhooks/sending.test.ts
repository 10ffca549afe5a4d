import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Receiver, startReceiver } from '../testing/receiver.ts';
import { anywhere, onlyPublic } from './addresses.ts';
import { createSend } from './sending.ts';

let receiver: Receiver;
const free = createSend(anywhere, 300);
const careful = createSend(onlyPublic, 300);

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(async () => {
  await Promise.all([free.close(), careful.close(), receiver.stop()]);
});

describe('what is sent', () => {
  test('is signed over time and body with the secret', async () => {
    receiver.answer((response) => response.end());
    expect(await free.send(receiver.url, 'a secret', '{"a":1}')).toEqual({ status: 200, error: null });
    const { headers, body } = receiver.got.at(-1) as Receiver['got'][number];
    const timestamp = String(headers['x-webhook-timestamp']);
    expect(Math.abs(Number(timestamp) - Date.now() / 1_000)).toBeLessThan(5);
    const expected = createHmac('sha256', 'a secret').update(`${timestamp}.{"a":1}`).digest('hex');
    expect(headers['x-webhook-signature']).toBe(`sha256=${expected}`);
    expect({ body, type: headers['content-type'] }).toEqual({ body: '{"a":1}', type: 'application/json' });
  });

  test.each([[301], [302], [307]])('is not sent on where the answer is %d', async (status) => {
    const before = receiver.got.length;
    receiver.answer((response) => response.writeHead(status, { location: receiver.url }).end());
    expect(await free.send(receiver.url, 's', '{}')).toEqual({ status, error: `answered ${status}` });
    expect(receiver.got.length).toBe(before + 1);
  });

  test('to someone who never answers, or never ends the answer, is given up in time', async () => {
    receiver.answer(() => undefined);
    const from = performance.now();
    expect(await free.send(receiver.url, 's', '{}')).toEqual({ status: null, error: 'no answer in time' });
    receiver.answer((response) => response.writeHead(200).write('x'));
    expect(await free.send(receiver.url, 's', '{}')).toEqual({ status: 200, error: null });
    expect(performance.now() - from).toBeLessThan(1_500);
  });

  test('to someone who answers without end is not read to the end', async () => {
    let written = 0;
    receiver.answer((response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) written += 65_536;
      };
      response.on('drain', more).on('error', () => undefined);
      more();
    });
    const patient = createSend(anywhere, 5_000);
    const from = performance.now();
    expect(await patient.send(receiver.url, 's', '{}')).toEqual({ status: 200, error: null });
    expect(performance.now() - from).toBeLessThan(2_500);
    await patient.close();
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  test('does not go to this machine, neither by address nor by name', async () => {
    const before = receiver.got.length;
    const { port } = new URL(receiver.url);
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '[::ffff:127.0.0.1]']) {
      const sent = await careful.send(`http://${host}:${port}/`, 's', '{}');
      expect(sent).toEqual({ status: null, error: 'the address is not one of the internet' });
    }
    expect(receiver.got.length).toBe(before);
  });
});
