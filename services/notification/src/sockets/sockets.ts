// All that goes over sockets, put together.
import type { Server as HttpServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bearer, InternalClient, Resources } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { converse } from './conversation.ts';
import { emitNews } from './emitting.ts';
import { identityOf } from './identity.ts';
import { watchLogins } from './logins.ts';
import { createSocketServer } from './server.ts';

interface Needs {
  context: Context;
  resources: Resources;
  client: InternalClient;
  authUrl: string;
  verify: (token: string) => Promise<Bearer>;
  inner: HttpServer;
  outer: HttpServer;
  allowedOrigins: readonly string[];
  connectionsPerAddress: number;
}

const LOGINS_KNOWN_MS = 1_000;

/** Answers what has it look for news, and what closes all sockets. */
export async function openSockets(needs: Needs): Promise<{ news: () => void; close: () => void }> {
  const { context, resources, client, authUrl, verify } = needs;
  const { lifecycle, log, metrics } = resources;
  const io = createSocketServer(needs);
  const logins = watchLogins({ io, authUrl, client, lifecycle, log });
  io.use(identityOf(verify, logins));
  metrics.gauge('sockets', 'Sockets that are open.', () => io.engine.clientsCount);
  // The first handshakes find it knowing who is logged in. Where auth is away it starts all the same, for guests.
  await Promise.race([logins.known, sleep(LOGINS_KNOWN_MS, undefined, { ref: false })]);
  const { news, emitted } = await emitNews({ io, database: context.database, lifecycle, log });
  io.on('connection', (socket) => converse({ ...context, emitted }, socket));
  // Without a farewell: their clients connect again, to another replica or to this one's successor.
  const close = () => io.engine.close();
  return { news, close: () => void close() };
}
