// Which tokens are void before they expire, known at every gateway a moment after it is so.
import {
  type DataOf,
  type EventRecord,
  type EventType,
  keysRotated,
  type SessionRevocation,
  sessionRevoked,
  userDeleted,
  userRolesChanged,
} from '@movies/contract';
import type { InternalClient } from '@movies/service-kit';
import {
  type Cache,
  type Caller,
  invalidToken,
  type Lifecycle,
  type Log,
  type RemoteKeys,
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

/** Longer than an access token lives. */
const REMEMBERED_MS = 15 * 60_000;

export function watchRevocations({ authUrl, client, keys, cache, lifecycle, log }: Needs): Revocations {
  const void_ = new Map<string, { validFrom: number; until: number }>();
  let isKnown = false;

  function add(revocations: SessionRevocation[]): void {
    const until = Date.now() + REMEMBERED_MS;
    for (const { session_id, valid_from_version: validFrom } of revocations) {
      const before = void_.get(session_id)?.validFrom ?? 0;
      void_.set(session_id, { validFrom: Math.max(before, validFrom), until });
    }
  }

  function forgetOld(): void {
    const now = Date.now();
    for (const [id, { until }] of void_) if (until < now) void_.delete(id);
  }

  const timer = setInterval(forgetOld, 60_000);
  lifecycle.atEnd('revocations', () => clearInterval(timer));
  const known = watch({
    url: authUrl,
    types: [sessionRevoked, keysRotated, userRolesChanged, userDeleted].map(({ name }) => name),
    sinceMs: REMEMBERED_MS,
    client,
    lifecycle,
    log,
    seen: (events) => {
      add(dataOf(events, sessionRevoked));
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
    add,
    check: ({ sessionId, sessionVersion }) => {
      if (!isKnown) throw unavailable('Logins can not be checked right now. Try again in a moment.');
      const revoked = void_.get(sessionId);
      if (revoked && sessionVersion < revoked.validFrom) throw invalidToken();
    },
  };
}

function dataOf<E extends EventType>(events: EventRecord[], { name }: E): DataOf<E>[] {
  return events.filter(({ type }) => type === name).map(({ data }) => data as DataOf<E>);
}
