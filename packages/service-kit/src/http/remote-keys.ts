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
  let keys: Map<string, string> | undefined;
  let askedAt = 0;
  let timer: NodeJS.Timeout;

  async function refresh(): Promise<void> {
    clearTimeout(timer);
    askedAt = Date.now();
    try {
      keys = asPems(await client.get<KeySet>(`${authUrl}${tokenKeys.path}`));
    } catch {
      // What was known stays good: tokens go on being accepted while the auth service is away.
    }
    if (!lifecycle.ending.aborted) timer = setTimeout(refresh, keys ? REFRESH_MS : RETRY_MS);
  }

  lifecycle.atEnd('keys of the auth service', () => clearTimeout(timer));
  void refresh();
  return {
    refresh,
    find: async (keyId) => {
      // A key made a moment ago; tokens with invented key ids must not keep the auth service busy.
      if (!keys?.has(keyId) && Date.now() - askedAt > SELDOM_MS) await refresh();
      if (!keys) throw unavailable('Logins can not be checked right now. Try again in a moment.');
      return keys.get(keyId);
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
