// A door before a server: an address that stays the same while the connections through it are cut, or while another
// server takes the place of the one behind it.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Door {
  /** The server's own URL, with the door's address in it. */
  readonly url: string;
  leadTo(serverUrl: string): void;
  /** Cuts all connections, and new ones as soon as they come. */
  shut(): void;
  open(): void;
  close(): Promise<void>;
}

export async function openDoor(serverUrl: string): Promise<Door> {
  let target = new URL(serverUrl);
  let isOpen = true;
  const sockets = new Set<Socket>();
  const listener = createServer((outside) => {
    if (!isOpen) return void outside.destroy();
    const inside = connect(Number(target.port), target.hostname);
    join(outside, inside);
    for (const socket of [outside, inside]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    return undefined;
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: throughPort(serverUrl, port),
    leadTo: (url) => {
      target = new URL(url);
    },
    shut: () => {
      isOpen = false;
      cut();
    },
    open: () => {
      isOpen = true;
    },
    close: async () => {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}

function join(one: Socket, other: Socket): void {
  one.pipe(other).pipe(one);
  for (const [socket, peer] of [
    [one, other],
    [other, one],
  ] as const) {
    socket.on('error', () => undefined);
    socket.on('close', () => peer.destroy());
  }
}

function throughPort(url: string, port: number): string {
  const through = new URL(url);
  through.host = `127.0.0.1:${port}`;
  return through.href;
}
