// Whether a token that is in order is still good, and what becomes of sockets when it no longer is.
import { type EventRecord, sessionRevoked, userDeleted, userRolesChanged } from '@movies/contract';
import {
  type Bearer,
  dataOf,
  type InternalClient,
  invalidToken,
  type Lifecycle,
  type Log,
  REVOCATIONS_MATTER_MS,
  revokedSessions,
  unavailable,
  watch,
} from '@movies/service-kit';
import { memberRoom, sessionRoom } from './rooms.ts';
import type { ClientSocket, SocketServer } from './types.ts';

interface Needs {
  io: SocketServer;
  authUrl: string;
  client: InternalClient;
  lifecycle: Lifecycle;
  log: Log;
}

export interface Logins {
  /** Resolves once everything that is void is known. */
  readonly known: Promise<void>;
  /** Throws where the token is void, or where that can't be known yet. */
  check(bearer: Bearer): void;
}

const LOOK_FOR_EXPIRED_MS = 1_000;

export function watchLogins({ io, authUrl, client, lifecycle, log }: Needs): Logins {
  const revoked = revokedSessions(lifecycle);
  let isKnown = false;

  function seen(events: EventRecord[]): void {
    const revocations = dataOf(events, sessionRevoked);
    revoked.add(revocations);
    for (const { session_id } of revocations) {
      for (const socket of socketsIn(io, sessionRoom(session_id)))
        if (socket.data.caller && revoked.isVoid(socket.data.caller)) socket.disconnect(true);
    }
    const gone = dataOf(events, userDeleted);
    const suspended = dataOf(events, userRolesChanged).filter(({ is_active }) => !is_active);
    for (const { user_id } of [...gone, ...suspended]) io.local.in(memberRoom(user_id)).disconnectSockets(true);
  }

  const types = [sessionRevoked, userDeleted, userRolesChanged].map(({ name }) => name);
  const watching = { url: authUrl, types, sinceMs: REVOCATIONS_MATTER_MS, client, lifecycle, log, seen };
  const known = watch(watching).then(() => {
    isKnown = true;
  });
  const timer = setInterval(() => closeExpired(io), LOOK_FOR_EXPIRED_MS);
  lifecycle.atEnd('expired sockets', () => clearInterval(timer));
  return {
    known,
    check: ({ caller }) => {
      if (!isKnown) throw unavailable('Logins can not be checked right now. Try again in a moment.');
      if (revoked.isVoid(caller)) throw invalidToken();
    },
  };
}

function socketsIn({ sockets }: SocketServer, room: string): ClientSocket[] {
  return [...(sockets.adapter.rooms.get(room) ?? [])].flatMap((id) => sockets.sockets.get(id) ?? []);
}

/** Without a farewell, so that the client connects again by itself, with a new token. */
function closeExpired(io: SocketServer): void {
  const now = Date.now();
  for (const socket of io.sockets.sockets.values()) if (socket.data.expires <= now) socket.conn.close();
}
