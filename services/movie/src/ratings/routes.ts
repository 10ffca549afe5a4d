import * as contract from '@movies/contract';
import { answer, cacheTags, pageHeaders, type Serve } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { ALL, movieTag } from '../tags.ts';
import { listRatings, ratingsOf } from './listing.ts';
import { myRating, rate, takeBack } from './ratings.ts';

export function ratingRoutes(serve: Serve, context: Context): void {
  serve(contract.myRating, async ({ caller, params }) => answer(200, await myRating(context, caller, params.id)));

  serve(contract.rateMovie, async ({ caller, params, body }) => {
    const { isNew, rating } = await rate(context, caller, params.id, body);
    return isNew ? answer(201, rating, { location: `/api/movies/${rating.movie_id}/rating` }) : answer(200, rating);
  });

  serve(contract.takeBackRating, async ({ caller, params }) => {
    await takeBack(context, caller, params.id);
    return answer(200, { message: 'Rating deleted' });
  });

  serve(contract.myRatings, async ({ caller, query, request }) => {
    const { rated, total } = await listRatings(context, caller.userId, query, caller.userId);
    return answer(200, rated, pageHeaders(request, query, total));
  });

  serve(contract.ratingsOf, async ({ params, query, request }) => {
    const { rated, total } = await ratingsOf(context, params.id, query);
    const tags = [ALL, ...rated.map(({ movie }) => movieTag(movie.id))];
    return answer(200, rated, { ...pageHeaders(request, query, total), ...cacheTags(tags) });
  });
}
