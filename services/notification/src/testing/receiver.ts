// Someone's server that webhooks lead to.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Receiver {
  url: string;
  got: { headers: IncomingMessage['headers']; body: string }[];
  /** What is answered from now on. */
  answer(how: (response: ServerResponse, request: IncomingMessage) => unknown): void;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const got: Receiver['got'] = [];
  let how: (response: ServerResponse, request: IncomingMessage) => unknown = (response) => response.end('thanks');
  const server = createServer(async (request, response) => {
    got.push({ headers: request.headers, body: await text(request) });
    how(response, request);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook?x=1`,
    got,
    answer: (next) => {
      how = next;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
