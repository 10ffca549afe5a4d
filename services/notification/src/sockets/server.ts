// The Socket.IO server, on the port of its own and on the one that the gateway reaches.
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { PublicMemory } from './adapter.ts';
import { countAddresses } from './addresses.ts';
import { admission } from './admission.ts';
import type { SocketServer } from './types.ts';

interface Options {
  /** The one that only the gateway reaches. */
  inner: HttpServer;
  outer: HttpServer;
  allowedOrigins: readonly string[];
  connectionsPerAddress: number;
}

const SOCKET_PATH = '/socket.io';
const LARGEST_MESSAGE = 16 * 1024;

export function createSocketServer({ inner, outer, allowedOrigins, connectionsPerAddress }: Options): SocketServer {
  const addresses = countAddresses(inner, connectionsPerAddress);
  const io: SocketServer = new Server(inner, {
    path: SOCKET_PATH,
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: LARGEST_MESSAGE,
    // A connection that never says what it wants.
    connectTimeout: 5_000,
    pingInterval: 20_000,
    pingTimeout: 10_000,
    allowRequest: admission({ inner, allowedOrigins: new Set(allowedOrigins), addresses }),
    adapter: PublicMemory,
    connectionStateRecovery: { maxDisconnectionDuration: 120_000, skipMiddlewares: false },
    cleanupEmptyChildNamespaces: true,
  });
  io.engine.attach(outer, { path: SOCKET_PATH });
  for (const server of [inner, outer]) upgradeOnlySockets(server);
  return io;
}

/** Whatever else asks for an upgrade (curl offers h2c, say) is answered as if it had not. */
function upgradeOnlySockets(server: HttpServer): void {
  const shouldUpgradeCallback = ({ url = '' }: { url?: string }) => url.startsWith(SOCKET_PATH);
  Object.assign(server, { shouldUpgradeCallback });
}
