// The Socket.IO server of this service, typed by the contract.
import type { ClientToServerEvents, ServerToClientEvents } from '@movies/contract';
import type { Caller } from '@movies/service-kit';
import type { Server, Socket } from 'socket.io';
import type { Bucket } from './bucket.ts';

export interface SocketState {
  /** Who it is; nobody for a guest. */
  caller: Caller | undefined;
  /** When the token expires, in milliseconds since 1970. */
  expires: number;
  bucket: Bucket;
}

type Nothing = Record<string, never>;
export type SocketServer = Server<ClientToServerEvents, ServerToClientEvents, Nothing, SocketState>;
export type ClientSocket = Socket<ClientToServerEvents, ServerToClientEvents, Nothing, SocketState>;
