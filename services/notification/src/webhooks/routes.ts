import * as contract from '@movies/contract';
import { answer, pageHeaders, type Serve } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { webhooksOf } from './webhooks.repository.ts';
import { addWebhook, deliveriesOf, removeWebhook } from './webhooks.ts';

export function webhookRoutes(serve: Serve, context: Context): void {
  serve(contract.myWebhooks, async ({ caller }) => answer(200, await webhooksOf(context.database, caller.userId)));

  serve(contract.addWebhook, async ({ caller, body }) => answer(201, await addWebhook(context, caller, body)));

  serve(contract.removeWebhook, async ({ caller, params }) => {
    await removeWebhook(context, caller, params.id);
    return answer(200, { message: 'Webhook removed' });
  });

  serve(contract.webhookDeliveries, async ({ caller, params, query, request }) => {
    const { deliveries, total } = await deliveriesOf(context, caller, params.id, query);
    return answer(200, deliveries, pageHeaders(request, query, total));
  });
}
