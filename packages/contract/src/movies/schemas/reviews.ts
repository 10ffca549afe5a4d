// Ratings, reviews, and what is said about them.
import { type Static, Type } from 'typebox';
import { Id, Line, Nullable, Paging, Text, Timestamp } from '../../fields.ts';
import { Movie, Stars } from './movies.ts';

export const Rating = Type.Object({
  movie_id: Id,
  user_id: Id,
  rating: Type.Number(),
  created_at: Timestamp,
  updated_at: Timestamp,
  review_id: Type.Optional(Type.Integer({ description: 'Of the review that was written with it.' })),
});
export type Rating = Static<typeof Rating>;

const ReviewText = Line({ max: 20_000 });

export const RatingInput = Type.Object(
  { rating: Stars, review: Type.Optional(ReviewText) },
  { additionalProperties: false },
);
export type RatingInput = Static<typeof RatingInput>;

export const Review = Type.Object({
  id: Id,
  movie_id: Id,
  movie_title: Type.String(),
  user_id: Id,
  username: Type.String(),
  title: Type.String(),
  review: Type.String(),
  contains_spoilers: Type.Boolean(),
  rating: Nullable(Type.Number()),
  like_count: Type.Integer(),
  comment_count: Type.Integer(),
  liked: Type.Optional(Type.Boolean({ description: 'Whether the member who asks likes it.' })),
  hidden: Type.Optional(
    Type.Boolean({ description: 'Taken out of sight by a moderator; told to its author and staff.' }),
  ),
  created_at: Timestamp,
  edited_at: Nullable(Timestamp),
});
export type Review = Static<typeof Review>;

export const ReviewInput = Type.Object(
  {
    title: Type.Optional(Text({ max: 200 })),
    review: ReviewText,
    contains_spoilers: Type.Optional(Type.Boolean()),
    rating: Type.Optional(Stars),
  },
  { additionalProperties: false },
);
export type ReviewInput = Static<typeof ReviewInput>;

export const ReviewChanges = Type.Object(
  {
    title: Type.Optional(Text({ max: 200 })),
    review: Type.Optional(ReviewText),
    contains_spoilers: Type.Optional(Type.Boolean()),
    rating: Type.Optional(Stars),
  },
  { additionalProperties: false },
);
export type ReviewChanges = Static<typeof ReviewChanges>;

const Cursor = Type.Optional(
  Type.String({
    maxLength: 100,
    pattern: '^[A-Za-z0-9._-]+$',
    description: 'Goes on where the `X-Next-Cursor` header of the last answer says; instead of `page`.',
  }),
);

export const ReviewListQuery = Type.Object({
  sort: Type.Optional(Type.Enum(['newest', 'likes', 'rating'], { default: 'newest' })),
  cursor: Cursor,
  ...Paging,
});
export type ReviewListQuery = Static<typeof ReviewListQuery>;

export const PagedQuery = Type.Object(Paging);
export type PagedQuery = Static<typeof PagedQuery>;

export const RatedMovie = Type.Object({
  movie: Movie,
  rating: Type.Number(),
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type RatedMovie = Static<typeof RatedMovie>;

export const RatingListQuery = Type.Object({
  sort: Type.Optional(Type.Enum(['title', 'newest', 'rating'], { default: 'newest' })),
  ...Paging,
});
export type RatingListQuery = Static<typeof RatingListQuery>;

export const Comment = Type.Object({
  id: Id,
  review_id: Id,
  user_id: Id,
  username: Type.String(),
  text: Type.String(),
  hidden: Type.Optional(Type.Boolean()),
  created_at: Timestamp,
});
export type Comment = Static<typeof Comment>;

export const CommentInput = Type.Object({ text: Line({ max: 5_000 }) }, { additionalProperties: false });

export const ReportInput = Type.Object(
  { reason: Type.Enum(['spam', 'abuse', 'spoiler', 'other']), note: Type.Optional(Text({ max: 2_000 })) },
  { additionalProperties: false },
);
export type ReportInput = Static<typeof ReportInput>;

export const Moderation = Type.Object(
  { action: Type.Enum(['hide', 'restore', 'dismiss']), reason: Line({ max: 2_000 }) },
  { additionalProperties: false },
);
export type Moderation = Static<typeof Moderation>;

export const Report = Type.Object({
  id: Id,
  status: Type.Enum(['open', 'hidden', 'restored', 'dismissed']),
  reason: Type.String(),
  note: Type.String(),
  reporter_id: Nullable(Id),
  review_id: Nullable(Id),
  comment_id: Nullable(Id),
  author_id: Id,
  author: Type.String(),
  text: Type.String({ description: 'What was reported, as it stands now.' }),
  created_at: Timestamp,
  history: Type.Array(
    Type.Object({ action: Type.String(), reason: Type.String(), moderator_id: Nullable(Id), at: Timestamp }),
    { description: 'What moderators did about it, oldest first.' },
  ),
});
export type Report = Static<typeof Report>;

export const ReportListQuery = Type.Object({
  status: Type.Optional(Type.Enum(['open', 'hidden', 'restored', 'dismissed', 'all'], { default: 'open' })),
  ...Paging,
});
export type ReportListQuery = Static<typeof ReportListQuery>;
