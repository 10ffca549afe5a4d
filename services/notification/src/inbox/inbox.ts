// What a member was told.
import type { Inbox, InboxQuery, ToBeRead } from '@movies/contract';
import { type Caller, invalidField } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { pageOfInbox, setRead, unreadOf } from './inbox.repository.ts';

const USUAL_LIMIT = 20;

export async function inboxOf(
  { database }: Context,
  { userId }: Caller,
  query: InboxQuery,
): Promise<{ inbox: Inbox; next: number | undefined }> {
  const { limit = USUAL_LIMIT } = query;
  const found = await pageOfInbox(database, userId, query);
  const data = found.slice(0, limit);
  const next = found.length > limit ? data.at(-1)?.id : undefined;
  return { inbox: { unread_count: await unreadOf(database, userId), data }, next };
}

/** Answers how many are left. */
export async function markRead({ database }: Context, { userId }: Caller, { ids, all }: ToBeRead): Promise<number> {
  if (!all && !ids) throw invalidField('nothing_named', 'ids', 'is required, or all: true');
  await setRead(database, userId, all ? 'all' : (ids ?? []));
  return unreadOf(database, userId);
}
