import type { ReviewListQuery } from '@movies/contract';
import * as contract from '@movies/contract';
import { answer, cacheTags, pageHeaders, type Serve } from '@movies/service-kit';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { ALL, MOVIES, reviewsOfMovieTag, reviewTag } from '../tags.ts';
import { commentsOf, deleteComment, writeComment } from './comments.ts';
import { likeReview, unlikeReview } from './likes.ts';
import { latestReviews, type ReviewList, reviewsOf, reviewsOfMovie } from './listing.ts';
import { myReview, oneReview } from './reading.ts';
import { deleteReview, editReview, writeReview } from './writing.ts';

export function reviewRoutes(serve: Serve, context: Context): void {
  listRoutes(serve, context);
  ownReviewRoutes(serve, context);
  commentRoutes(serve, context);

  serve(contract.oneReview, async ({ params, caller }) => {
    const review = await oneReview(context, params.id, caller);
    return answer(200, review, cacheTags([ALL, MOVIES, reviewTag(review.id), reviewsOfMovieTag(review.movie_id)]));
  });

  serve(contract.likeReview, async ({ caller, params }) => answer(200, await likeReview(context, caller, params.id)));

  serve(contract.unlikeReview, async ({ caller, params }) =>
    answer(200, await unlikeReview(context, caller, params.id)),
  );
}

function listRoutes(serve: Serve, context: Context): void {
  serve(contract.reviewsOfMovie, async ({ params, query, caller, request }) =>
    listed(request, query, await reviewsOfMovie(context, params.id, query, caller)),
  );

  serve(contract.latestReviews, async ({ query, caller, request }) =>
    listed(request, query, await latestReviews(context, query, caller)),
  );

  serve(contract.myReviews, async ({ query, caller, request }) =>
    listed(request, query, await reviewsOf(context, caller.userId, query, caller)),
  );

  serve(contract.reviewsOf, async ({ params, query, caller, request }) =>
    listed(request, query, await reviewsOf(context, params.id, query, caller)),
  );
}

function listed(request: FastifyRequest, query: ReviewListQuery, { reviews, next, total, tags }: ReviewList) {
  return answer(200, reviews, {
    ...(total === undefined ? { 'x-limit': String(query.limit) } : pageHeaders(request, query, total)),
    ...(next === undefined ? {} : { 'x-next-cursor': next }),
    ...cacheTags(tags),
  });
}

function ownReviewRoutes(serve: Serve, context: Context): void {
  serve(contract.myReview, async ({ caller, params }) => answer(200, await myReview(context, caller, params.id)));

  serve(contract.writeReview, async ({ caller, params, body }) => {
    const review = await writeReview(context, caller, params.id, body);
    return answer(201, review, { location: `/api/reviews/${review.id}` });
  });

  serve(contract.editReview, async ({ caller, params, body }) =>
    answer(200, await editReview(context, caller, params.id, body)),
  );

  serve(contract.deleteReview, async ({ caller, params }) => {
    await deleteReview(context, caller, params.id);
    return answer(200, { message: 'Review deleted' });
  });
}

function commentRoutes(serve: Serve, context: Context): void {
  serve(contract.commentsOf, async ({ params, query, caller, request }) => {
    const { comments, total } = await commentsOf(context, params.id, query, caller);
    return answer(200, comments, { ...pageHeaders(request, query, total), ...cacheTags([ALL, reviewTag(params.id)]) });
  });

  serve(contract.writeComment, async ({ caller, params, body }) =>
    answer(201, await writeComment(context, caller, params.id, body.text)),
  );

  serve(contract.deleteComment, async ({ caller, params }) => {
    await deleteComment(context, caller, params.id);
    return answer(200, { message: 'Comment deleted' });
  });
}
