// Reviews, and what others say to them: Ada writes, Bob answers.
import * as movies from '../../movies/operations.ts';
import * as notifications from '../../notifications/operations.ts';
import { kept } from '../kept.ts';
import { alias, type Chapter, step } from '../step.ts';

const MINE = { id: '{{movie_id}}' };
const REVIEW = { id: kept('review_id') };
const WORDS = { title: 'A road film for those who stay', review: 'I would carry that film myself.', rating: 4 };

export const following: Chapter = {
  title: 'Following a film',
  steps: [
    step(notifications.followMovie, { title: "Bob follows a movie's reviews", as: 'other', params: MINE }),
    step(notifications.mySubscriptions, { title: 'Movies whose reviews Bob follows', as: 'other' }),
  ],
};

export const reviewing: Chapter = {
  title: 'Reviews',
  steps: [
    step(movies.writeReview, { params: MINE, body: WORDS }),
    step(movies.myReview, { params: MINE }),
    step(movies.editReview, { params: MINE, body: { title: 'A road film' } }),
    step(movies.deleteReview, { params: MINE }),
    alias(movies.writeReview, 1, { params: MINE, body: WORDS }),
    alias(movies.editReview, 1, { params: MINE, body: { contains_spoilers: true } }),
    alias(movies.deleteReview, 1, { params: MINE }),
    step(movies.writeReview, {
      title: 'Review it to stay',
      params: MINE,
      body: WORDS,
      keeps: { review_id: 'answer.id' },
    }),
    step(movies.oneReview, { params: REVIEW }),
    step(movies.myReviews),
    step(movies.reviewsOf, { params: { id: kept('user_id') } }),
    step(movies.likeReview, { as: 'other', params: REVIEW }),
    step(movies.unlikeReview, { as: 'other', params: REVIEW }),
    step(movies.writeComment, {
      as: 'other',
      params: REVIEW,
      body: { text: 'So would I.' },
      keeps: { comment_id: 'answer.id' },
    }),
    step(movies.commentsOf, { params: REVIEW }),
    step(movies.reportReview, {
      as: 'other',
      params: REVIEW,
      body: { reason: 'spoiler', note: 'It tells the end.' },
      keeps: { report_id: 'answer.id' },
    }),
    step(movies.reportComment, { params: { id: kept('comment_id') }, body: { reason: 'other' } }),
  ],
};

export const hearing: Chapter = {
  title: 'Notifications and webhooks',
  steps: [
    step(notifications.inbox),
    step(notifications.markRead, { body: { all: true } }),
    step(notifications.unfollowMovie, { as: 'other', params: MINE }),
    step(notifications.addWebhook, {
      body: { url: 'https://example.org/hooks/films', events: ['comment', 'like'] },
      keeps: { webhook_id: 'answer.id' },
    }),
    step(notifications.myWebhooks),
    step(notifications.webhookDeliveries, { params: { id: kept('webhook_id') } }),
    step(notifications.removeWebhook, { params: { id: kept('webhook_id') } }),
  ],
};

export const takingBack: Chapter = {
  title: 'Taking a comment back',
  steps: [step(movies.deleteComment, { as: 'other', params: { id: kept('comment_id') } })],
};
