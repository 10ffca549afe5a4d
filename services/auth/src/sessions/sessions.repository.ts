// All SQL about sessions and their refresh tokens.
import type { SessionRevocation } from '@movies/contract';
import { deleteInBatches, type Sql } from '@movies/service-kit';

/** A session as an access token names it. Tokens with a lower version are void. */
export interface SessionRef {
  id: string;
  version: number;
}

export interface SessionRow {
  id: string;
  user_agent: string;
  address: string;
  created_at: string;
  last_seen_at: string;
}

const LIFETIME = "interval '30 days'";
/** Above every version a session can have. */
const NO_VERSION = 2_147_483_647;

interface NewSession {
  id: string;
  userId: number;
  userAgent: string;
  address: string;
  tokenHash: Buffer;
}

export async function addSession(sql: Sql, { id, userId, userAgent, address, tokenHash }: NewSession): Promise<void> {
  await sql.run(
    `WITH session AS (
       INSERT INTO sessions (id, user_id, user_agent, address, expires_at)
       VALUES ($1, $2, $3, $4, now() + ${LIFETIME}) RETURNING id
     ) INSERT INTO refresh_tokens (hash, session_id) SELECT $5, id FROM session`,
    [id, userId, userAgent, address, tokenHash],
  );
}

interface Rotation {
  hash: Buffer;
  successorHash: Buffer;
  salt: Buffer;
}

/**
 * Puts a refresh token's successor in its place; undefined where the token can't be used. It is one statement, so of many
 * that come with the same token one alone finds it unused. The session is held before its token, as whoever ends it does.
 */
export function rotateToken(sql: Sql, { hash, successorHash, salt }: Rotation) {
  return sql.row<SessionRef & { user_id: number }>(
    `WITH held AS (
       SELECT s.id FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id JOIN users u ON u.id = s.user_id
       WHERE t.hash = $1 AND s.ended_at IS NULL AND s.expires_at > now() AND u.is_active
       FOR NO KEY UPDATE OF s
     ), used AS (
       UPDATE refresh_tokens t SET used_at = now(), successor_salt = $3 FROM held
       WHERE t.hash = $1 AND t.used_at IS NULL AND t.session_id = held.id
       RETURNING t.session_id
     ), successor AS (
       INSERT INTO refresh_tokens (hash, session_id) SELECT $2, session_id FROM used
     )
     UPDATE sessions SET last_seen_at = now(), expires_at = now() + ${LIFETIME}
     FROM used WHERE sessions.id = used.session_id
     RETURNING sessions.id, sessions.version, sessions.user_id`,
    [hash, successorHash, salt],
  );
}

export interface UsedToken extends SessionRef {
  user_id: number;
  is_alive: boolean;
  used_seconds_ago: number;
  successor_salt: Buffer;
}

export function usedToken(sql: Sql, hash: Buffer): Promise<UsedToken | undefined> {
  return sql.row(
    `SELECT s.id, s.version, s.user_id, t.successor_salt,
       extract(epoch FROM now() - t.used_at)::float8 AS used_seconds_ago,
       (s.ended_at IS NULL AND s.expires_at > now() AND u.is_active) AS is_alive
     FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id JOIN users u ON u.id = s.user_id
     WHERE t.hash = $1 AND t.used_at IS NOT NULL`,
    [hash],
  );
}

export async function isUnused(sql: Sql, hash: Buffer): Promise<boolean> {
  return (await sql.row('SELECT 1 FROM refresh_tokens WHERE hash = $1 AND used_at IS NULL', [hash])) !== undefined;
}

export function sessionsOf(sql: Sql, userId: number): Promise<SessionRow[]> {
  return sql.rows(
    `SELECT id, user_agent, address, created_at, last_seen_at FROM sessions
     WHERE user_id = $1 AND ended_at IS NULL AND expires_at > now() ORDER BY last_seen_at DESC, id`,
    [userId],
  );
}

/** Also those that have ended, for as long as they are kept. */
export function keptSessionsOf(sql: Sql, userId: number) {
  return sql.rows<SessionRow & { expires_at: string; ended_at: string | null }>(
    `SELECT id, user_agent, address, created_at, last_seen_at, expires_at, ended_at FROM sessions
     WHERE user_id = $1 ORDER BY created_at, id`,
    [userId],
  );
}

export async function isCurrent(sql: Sql, { id, version }: SessionRef): Promise<boolean> {
  const current = 'SELECT 1 FROM sessions WHERE id = $1 AND ended_at IS NULL AND version <= $2';
  return (await sql.row(current, [id, version])) !== undefined;
}

/** Which of a person's sessions: one, all but one, or all. */
export interface Which {
  only?: string;
  except?: string;
}

export function endSessions(sql: Sql, userId: number, { only, except }: Which): Promise<SessionRevocation[]> {
  return sql.rows(
    `UPDATE sessions SET ended_at = now() WHERE user_id = $1 AND ended_at IS NULL
       AND ($2::uuid IS NULL OR id = $2) AND ($3::uuid IS NULL OR id <> $3)
     RETURNING id AS session_id, ${NO_VERSION} AS valid_from_version`,
    [userId, only ?? null, except ?? null],
  );
}

/** Makes the access tokens of a person void; the sessions go on with new ones. */
export function raiseVersions(sql: Sql, userId: number): Promise<SessionRevocation[]> {
  return sql.rows(
    `UPDATE sessions SET version = version + 1 WHERE user_id = $1 AND ended_at IS NULL
     RETURNING id AS session_id, version AS valid_from_version`,
    [userId],
  );
}

export async function removeOldSessions(sql: Sql): Promise<void> {
  // What ended a month ago has expired by now as well: that has an index.
  const old = `expires_at < now() AND coalesce(ended_at, expires_at) < now() - ${LIFETIME}`;
  // The tokens first: a session may have thousands, which would go with it in one statement.
  await deleteInBatches(sql, 'refresh_tokens', `used_at < now() - ${LIFETIME}`);
  await deleteInBatches(sql, 'refresh_tokens', `session_id IN (SELECT id FROM sessions WHERE ${old})`);
  await deleteInBatches(sql, 'sessions', old);
}
