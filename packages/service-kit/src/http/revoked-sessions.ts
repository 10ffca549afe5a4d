// Which sessions' tokens are void before they expire, remembered for as long as such a token could live.
import type { SessionRevocation } from '@movies/contract';
import type { Lifecycle } from '../lifecycle.ts';
import type { Caller } from './identity.ts';

export interface RevokedSessions {
  add(revocations: readonly SessionRevocation[]): void;
  isVoid(caller: Pick<Caller, 'sessionId' | 'sessionVersion'>): boolean;
}

/** Longer than an access token lives. */
export const REVOCATIONS_MATTER_MS = 15 * 60_000;

export function revokedSessions(lifecycle: Lifecycle): RevokedSessions {
  const known = new Map<string, { validFrom: number; until: number }>();

  function forgetOld(): void {
    const now = Date.now();
    for (const [id, { until }] of known) if (until < now) known.delete(id);
  }

  const timer = setInterval(forgetOld, 60_000);
  lifecycle.atEnd('revocations', () => clearInterval(timer));
  return {
    add: (revocations) => {
      const until = Date.now() + REVOCATIONS_MATTER_MS;
      for (const { session_id, valid_from_version: validFrom } of revocations) {
        const before = known.get(session_id)?.validFrom ?? 0;
        known.set(session_id, { validFrom: Math.max(before, validFrom), until });
      }
    },
    isVoid: ({ sessionId, sessionVersion }) => sessionVersion < (known.get(sessionId)?.validFrom ?? 0),
  };
}
