// Which tokens are void before they expire, known at every gateway a moment after it is so.
import { keysRotated, type SessionRevocation, sessionRevoked } from '@movies/contract';
import type { InternalClient } from '@movies/service-kit';
import {
  type Caller,
  invalidToken,
  type Lifecycle,
  type Log,
  type RemoteKeys,
  unavailable,
  watch,
} from '@movies/service-kit';

export interface Revocations {
  /** Throws where the caller's token is void, or where that can't be known yet. */
  check(caller: Caller): void;
  add(revocations: SessionRevocation[]): void;
}

interface Needs {
  authUrl: string;
  client: InternalClient;
  keys: RemoteKeys;
  lifecycle: Lifecycle;
  log: Log;
}

/** Longer than an access token lives. */
const REMEMBERED_MS = 15 * 60_000;

export function watchRevocations({ authUrl, client, keys, lifecycle, log }: Needs): Revocations {
  const void_ = new Map<string, { validFrom: number; until: number }>();
  let known = false;

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
  void watch({
    url: authUrl,
    types: [sessionRevoked.name, keysRotated.name],
    sinceMs: REMEMBERED_MS,
    client,
    lifecycle,
    log,
    seen: (events) => {
      add(events.filter(({ type }) => type === sessionRevoked.name).map(({ data }) => data as SessionRevocation));
      if (events.some(({ type }) => type === keysRotated.name)) void keys.refresh();
    },
  }).then(() => {
    known = true;
  });

  return {
    add,
    check: ({ sessionId, sessionVersion }) => {
      if (!known) throw unavailable('Logins can not be checked right now. Try again in a moment.');
      const revoked = void_.get(sessionId);
      if (revoked && sessionVersion < revoked.validFrom) throw invalidToken();
    },
  };
}
