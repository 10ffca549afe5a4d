// Which tokens are void before they expire, known at every gateway a moment after it is so.
import { keysRotated, type SessionRevocation, sessionRevoked, userDeleted, userRolesChanged } from '@movies/contract';
import {
  type Cache,
  type Caller,
  dataOf,
  type InternalClient,
  invalidToken,
  type Lifecycle,
  type Log,
  REVOCATIONS_MATTER_MS,
  type RemoteKeys,
  revokedSessions,
  unavailable,
  watch,
} from '@movies/service-kit';

export interface Revocations {
  /** Resolves once everything that is void is known. */
  readonly known: Promise<void>;
  /** Throws where the caller's token is void, or where that can't be known yet. */
  check(caller: Caller): void;
  add(revocations: SessionRevocation[]): void;
}

interface Needs {
  authUrl: string;
  client: InternalClient;
  keys: RemoteKeys;
  cache: Cache;
  lifecycle: Lifecycle;
  log: Log;
}

export function watchRevocations({ authUrl, client, keys, cache, lifecycle, log }: Needs): Revocations {
  const revoked = revokedSessions(lifecycle);
  let isKnown = false;
  const known = watch({
    url: authUrl,
    types: [sessionRevoked, keysRotated, userRolesChanged, userDeleted].map(({ name }) => name),
    sinceMs: REVOCATIONS_MATTER_MS,
    client,
    lifecycle,
    log,
    seen: (events) => {
      revoked.add(dataOf(events, sessionRevoked));
      const areKeysOthers = dataOf(events, keysRotated).length > 0;
      if (areKeysOthers) void keys.refresh();
      if (areKeysOthers) void cache.purge(['keys']);
      // An operator at the command line of one machine has no other way to our cache; and who left or was suspended must
      // be gone from it, whatever became of the word that went round.
      const changed = [...dataOf(events, userRolesChanged), ...dataOf(events, userDeleted)];
      if (changed.length > 0) void cache.erase(changed.map(({ user_id }) => `user:${user_id}`));
    },
  }).then(() => {
    isKnown = true;
  });

  return {
    known,
    add: revoked.add,
    check: (caller) => {
      if (!isKnown) throw unavailable('Logins can not be checked right now. Try again in a moment.');
      if (revoked.isVoid(caller)) throw invalidToken();
    },
  };
}
