// Letters that sum up what members were told and have not read, for those who asked for them, with films they may like. Nobody
// gets one for the films alone. Addresses stay with the auth service: it is told whom to write to, and what.
import type { InternalClient } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { unreadOf, unreadSince } from '../inbox/inbox.repository.ts';
import { digestText } from './texts.ts';

export interface Letter {
  user_id: number;
  subject: string;
  text: string;
  /** The same letter again has the same key. */
  key: string;
}

export type Post = (letter: Letter) => Promise<void>;

export function postWithAuth(client: InternalClient, authUrl: string): Post {
  return async (letter) => {
    await client.post(`${authUrl}/internal/letters`, letter, { timeoutMs: 2_000 });
  };
}

const DUE = `
  SELECT user_id, digest_at FROM members
  WHERE email_digest <> 'off' AND NOT gone
    AND coalesce(digest_at, '-infinity') < now() - CASE email_digest WHEN 'daily' THEN interval '1 day' ELSE interval '7 days' END
  ORDER BY digest_at NULLS FIRST LIMIT 500`;

const MOST_LINES = 50;

type Due = { user_id: number; digest_at: string | null };

type Needs = Pick<Context, 'database' | 'filmsFor' | 'site'>;

/** A round; one that breaks off is gone on with by the next. */
export async function sendDigests(context: Needs, post: Post): Promise<void> {
  for (const due of await context.database.rows<Due>(DUE)) await sendDigest(context, post, due);
}

async function sendDigest({ database, filmsFor, site }: Needs, post: Post, { user_id, digest_at }: Due): Promise<void> {
  const news = await unreadSince(database, user_id, digest_at, MOST_LINES);
  const newest = news[0];
  if (newest) {
    const [unread, films] = await Promise.all([unreadOf(database, user_id), filmsFor(user_id)]);
    const text = digestText({ news, unread, films, site });
    await post({ user_id, subject: 'What is new', text, key: `digest-${user_id}-${newest.id}` });
  }
  await database.run('UPDATE members SET digest_at = now() WHERE user_id = $1 AND NOT gone', [user_id]);
}
