import * as contract from '@movies/contract';
import { answer, pageHeaders, type Serve } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { subscribe, subscriptionsOf, unsubscribe } from './subscriptions.ts';

export function subscriptionRoutes(serve: Serve, context: Context): void {
  serve(contract.followMovie, async ({ caller, params }) => {
    const { isNew, subscription } = await subscribe(context, caller, params.id);
    return isNew ? answer(201, subscription) : answer(200, subscription);
  });

  serve(contract.unfollowMovie, async ({ caller, params }) => {
    await unsubscribe(context, caller, params.id);
    return answer(200, { message: 'You do not follow this movie any more' });
  });

  serve(contract.mySubscriptions, async ({ caller, query, request }) => {
    const { subscriptions, total } = await subscriptionsOf(context, caller.userId, query);
    return answer(200, subscriptions, pageHeaders(request, query, total));
  });
}
