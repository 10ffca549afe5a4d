import * as contract from '@movies/contract';
import { answer, pageHeaders, pageOf, type Serve } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { moderate } from './moderation.ts';
import { pageOfReports } from './reports.repository.ts';
import { type Reported, reportComment, reportReview } from './reports.ts';

export function moderationRoutes(serve: Serve, context: Context): void {
  serve(contract.reportReview, async ({ caller, params, body }) =>
    answered(await reportReview(context, caller, params.id, body)),
  );

  serve(contract.reportComment, async ({ caller, params, body }) =>
    answered(await reportComment(context, caller, params.id, body)),
  );

  serve(contract.listReports, async ({ query, request }) => {
    const status = query.status === 'all' ? undefined : (query.status ?? 'open');
    const { found, total } = await pageOfReports(context.database, status, pageOf(query));
    return answer(200, found, pageHeaders(request, query, total));
  });

  serve(contract.moderate, async ({ caller, params, body }) =>
    answer(200, await moderate(context, caller, params.id, body)),
  );
}

function answered({ id, isNew }: Reported) {
  if (!isNew) return answer(200, { message: 'You have reported this already', id });
  return answer(201, { message: 'Reported. Thank you: a moderator will look at it', id });
}
