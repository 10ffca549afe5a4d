import * as contract from '@movies/contract';
import { answer, cacheTags, type Serve } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { dismiss, undismiss } from './dismissals/dismissals.ts';
import { recommendFor } from './for-me/for-me.ts';
import { predictFor } from './for-me/prediction.ts';
import { scorecardOf } from './forecasts.ts';
import { recommendForGroup } from './group/group.ts';
import { similarTo } from './similar/similar.ts';

export function servingRoutes(serve: Serve, context: Context): void {
  serve(contract.recommendedForMe, async ({ caller, query }) => {
    const { list, degraded } = await recommendFor(context, caller.userId, query);
    return answer(200, list, degraded ? { 'x-degraded': degraded } : {});
  });

  serve(contract.similarMovies, async ({ params, query }) => {
    const { list, degraded } = await similarTo(context, params.id, query.limit);
    const tags = cacheTags(list.map(({ movie }) => `movie:${movie.id}`));
    return answer(200, list, degraded ? { ...tags, 'x-degraded': 'popular' } : tags);
  });

  serve(contract.myPrediction, async ({ caller, params }) =>
    answer(200, await predictFor(context, caller.userId, params.id)),
  );

  serve(contract.recommendedForGroup, async ({ caller, body }) =>
    answer(200, await recommendForGroup(context, caller, body)),
  );

  serve(contract.myScorecard, async ({ caller }) => answer(200, await scorecardOf(context.database, caller.userId)));

  serve(contract.dismissMovie, async ({ caller, params }) => {
    const isNew = await dismiss(context, caller, params.id);
    return isNew
      ? answer(201, { message: 'You will not be shown this movie' })
      : answer(200, { message: 'Already dismissed' });
  });

  serve(contract.undismissMovie, async ({ caller, params }) => {
    await undismiss(context, caller, params.id);
    return answer(200, { message: 'You may be shown this movie again' });
  });
}
