// The public keys of the auth service, as everyone but the auth service gets them.
import { createPublicKey } from 'node:crypto';
import { type KeySet, tokenKeys } from '@movies/contract';
import { unavailable } from '../errors.ts';
import type { InternalClient } from '../internal/client.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { FindKey } from './identity.ts';

export interface RemoteKeys {
  find: FindKey;
  /** Asks again now, say because the keys were exchanged. */
  refresh(): Promise<void>;
}

const REFRESH_MS = 60_000;
const RETRY_MS = 500;
const SELDOM_MS = 1_000;

export function remoteKeys(authUrl: string, client: InternalClient, lifecycle: Lifecycle): RemoteKeys {
  let known: { at: number; keys?: Map<string, string> } = { at: 0 };
  let askedAt = 0;
  let asking: Promise<void> | undefined;
  let timer: NodeJS.Timeout;

  function refresh(): Promise<void> {
    const asked = ask().finally(() => {
      if (asking === asked) asking = undefined;
    });
    asking = asked;
    return asked;
  }

  async function ask(): Promise<void> {
    const at = performance.now();
    askedAt = at;
    try {
      const answered = asPems(await client.get<KeySet>(`${authUrl}${tokenKeys.path}`));
      // Of two that were asked for at once the later counts, whichever comes first.
      if (at >= known.at) known = { at, keys: answered };
    } catch {
      // What was known stays good: tokens go on being accepted while the auth service is away.
    }
    clearTimeout(timer);
    if (!lifecycle.ending.aborted) timer = setTimeout(refresh, known.at === askedAt ? REFRESH_MS : RETRY_MS);
  }

  lifecycle.atEnd('keys of the auth service', () => clearTimeout(timer));
  void refresh();
  return {
    refresh,
    find: async (keyId) => {
      // A key made a moment ago; tokens with invented key ids must not keep the auth service busy.
      if (!known.keys?.has(keyId)) await (asking ?? (performance.now() - askedAt > SELDOM_MS ? refresh() : undefined));
      if (!known.keys) throw unavailable('Logins can not be checked right now. Try again in a moment.');
      return known.keys.get(keyId);
    },
  };
}

function asPems({ keys }: KeySet): Map<string, string> {
  return new Map(
    keys.map((key) => [
      key.kid,
      createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString(),
    ]),
  );
}
