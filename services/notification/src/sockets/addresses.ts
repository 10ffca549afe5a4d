// Which address a handshake comes from, and how many sockets each one holds.
import type { IncomingMessage, Server } from 'node:http';
import { networkOf } from '@movies/service-kit';

export interface Addresses {
  of(request: IncomingMessage): string;
  /** Whether one more fits; it counts until its connection closes. */
  admit(request: IncomingMessage): boolean;
}

/** `inner` is the server that only the gateway reaches: it says there who the client is. */
export function countAddresses(inner: Server, most: number): Addresses {
  const held = new Map<string, number>();

  function addressOf(request: IncomingMessage): string {
    const peer = request.socket.remoteAddress ?? '';
    const told = isFrom(inner, request) ? request.headers['x-forwarded-for'] : undefined;
    return networkOf(typeof told === 'string' ? (told.split(',')[0]?.trim() ?? peer) : peer);
  }

  return {
    of: addressOf,
    admit: (request) => {
      const address = addressOf(request);
      const before = held.get(address) ?? 0;
      if (most > 0 && before >= most) return false;
      held.set(address, before + 1);
      request.socket.once('close', () => {
        const left = (held.get(address) ?? 1) - 1;
        if (left === 0) held.delete(address);
        else held.set(address, left);
      });
      return true;
    },
  };
}

export function isFrom(server: Server, request: IncomingMessage): boolean {
  return (request.socket as { server?: Server }).server === server;
}
