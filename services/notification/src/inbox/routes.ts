import * as contract from '@movies/contract';
import { answer, type Serve } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { inboxOf, markRead } from './inbox.ts';

export function inboxRoutes(serve: Serve, context: Context): void {
  serve(contract.inbox, async ({ caller, query }) => {
    const { inbox, next } = await inboxOf(context, caller, query);
    return answer(200, inbox, next === undefined ? {} : { 'x-next-cursor': String(next) });
  });

  serve(contract.markRead, async ({ caller, body }) => {
    const unread_count = await markRead(context, caller, body);
    return answer(200, { message: 'Marked as read', unread_count });
  });
}
