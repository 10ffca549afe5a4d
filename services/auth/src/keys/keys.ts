// The keys that sign access tokens: made at the first start, kept in the database, exchanged by command. Old ones are
// accepted for as long as tokens that they signed may live.
import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { type KeySet, keysRotated } from '@movies/contract';
import type { Cache, Database, EventLog, FindKey, Lifecycle, Sql, Transaction } from '@movies/service-kit';

export interface SigningKey {
  id: string;
  private_key: string;
  public_key: string;
}

export interface Keys {
  /** The key that signs now. */
  current(): SigningKey;
  find: FindKey;
  /** What anyone may know: the public halves, as JWKS, as they are at this moment. */
  published(): Promise<KeySet>;
}

// After a theft the old keys are void at every replica within this time.
const RELOAD_MS = 1_000;

export async function openKeys(database: Database, lifecycle: Lifecycle): Promise<Keys> {
  await database.transaction(async (tx) => {
    await oneAtATime(tx);
    const key = await tx.row('SELECT 1 FROM signing_keys WHERE accepted_until IS NULL');
    if (!key) await addKey(tx);
  });
  let keys = await load(database);
  const reload = async () => {
    keys = await load(database).catch(() => keys);
  };
  let lastAsked = 0;
  let asking: Promise<void> | undefined;
  // Tokens with invented key ids must not keep the database busy; those that come together wait for one look.
  const reloadSeldom = () => {
    if (Date.now() - lastAsked >= 1_000) {
      lastAsked = Date.now();
      asking = reload();
    }
    return asking;
  };
  const timer = setInterval(reload, RELOAD_MS);
  lifecycle.atEnd('signing keys', () => clearInterval(timer));

  return {
    current: () => keys[0] as SigningKey,
    find: async (id) => {
      // Another replica may have made a new one a moment ago.
      if (!keys.some((key) => key.id === id)) await reloadSeldom();
      return keys.find((key) => key.id === id)?.public_key;
    },
    published: async () => {
      await reload();
      return { keys: keys.map(toJwk) };
    },
  };
}

/** Signs with a new key from now on. `atOnce`: what the old ones signed is void immediately, as after a theft. */
export async function rotateKeys(database: Database, events: EventLog, cache: Cache, atOnce: boolean): Promise<void> {
  await database.transaction(async (tx) => {
    await oneAtATime(tx);
    const until = atOnce ? 'now()' : "now() + interval '15 minutes'";
    await tx.run(
      `UPDATE signing_keys SET accepted_until = ${until} WHERE accepted_until IS NULL OR accepted_until > ${until}`,
    );
    await addKey(tx);
    await events.tell(tx, keysRotated, 'keys', {});
    tx.afterCommit(() => cache.purge(['keys']));
  });
}

/** Two who make a key at once would leave two that sign. */
async function oneAtATime(tx: Transaction): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock(hashtext($1))', ['signing keys']);
}

/** Those whose tokens have all expired. */
export async function removeExpiredKeys(sql: Sql): Promise<void> {
  await sql.run('DELETE FROM signing_keys WHERE accepted_until < now()');
}

async function addKey(tx: Transaction): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  await tx.run('INSERT INTO signing_keys (id, private_key, public_key) VALUES ($1, $2, $3)', [
    randomUUID(),
    privateKey,
    publicKey,
  ]);
}

async function load(database: Database): Promise<SigningKey[]> {
  return database.rows<SigningKey>(`
    SELECT id, private_key, public_key FROM signing_keys
    WHERE accepted_until IS NULL OR accepted_until > now()
    ORDER BY accepted_until IS NULL DESC, created_at DESC`);
}

function toJwk({ id, public_key }: SigningKey): KeySet['keys'][number] {
  const { kty = '', crv = '', x = '' } = createPublicKey(public_key).export({ format: 'jwk' });
  return { kty, crv, x, kid: id, alg: 'EdDSA', use: 'sig' };
}
