// What the movie service tells the others: all that a follower needs, so that nobody has to ask back.
import { type Static, Type } from 'typebox';
import { eventType } from '../event.ts';
import { Id, Nullable, Timestamp } from '../fields.ts';

const MovieFacts = Type.Object({
  movie_id: Id,
  media_type: Type.String(),
  title: Type.String(),
  release_date: Nullable(Type.String()),
  genres: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  directors: Type.Array(Type.String()),
  cast: Type.Array(Type.String(), { description: 'The first ten.' }),
  original_language: Type.String(),
  popularity: Type.Number(),
  vote_average: Nullable(Type.Number()),
  vote_count: Type.Integer(),
  tmdb_id: Nullable(Type.Integer()),
  imdb_id: Nullable(Type.String()),
  poster_url: Type.String(),
});
export type MovieFacts = Static<typeof MovieFacts>;

export const movieCreated = eventType('movie.created', MovieFacts);
export const movieChanged = eventType('movie.changed', MovieFacts);
export const movieDeleted = eventType('movie.deleted', Type.Object({ movie_id: Id }));

export const ratingSet = eventType(
  'rating.set',
  Type.Object({
    user_id: Id,
    movie_id: Id,
    rating: Type.Number(),
    previous: Nullable(Type.Number()),
    rated_at: Timestamp,
  }),
);
export const ratingRemoved = eventType('rating.removed', Type.Object({ user_id: Id, movie_id: Id }));

const ReviewFacts = Type.Object({
  review_id: Id,
  user_id: Id,
  username: Type.String(),
  movie_id: Id,
  movie_title: Type.String(),
  title: Type.String(),
  rating: Nullable(Type.Number()),
  contains_spoilers: Type.Boolean(),
  created_at: Timestamp,
});
export type ReviewFacts = Static<typeof ReviewFacts>;

export const reviewWritten = eventType('review.written', ReviewFacts);
export const reviewEdited = eventType('review.edited', ReviewFacts);
/** Deleted, or taken out of sight by a moderator. One that is restored is told as edited. */
export const reviewRemoved = eventType('review.removed', Type.Object({ review_id: Id, user_id: Id, movie_id: Id }));

const OnReview = {
  review_id: Id,
  author_id: Id,
  user_id: Id,
  username: Type.String(),
  movie_id: Id,
  movie_title: Type.String(),
};
export const reviewLiked = eventType('review.liked', Type.Object(OnReview));
export const reviewUnliked = eventType('review.unliked', Type.Object({ review_id: Id, author_id: Id, user_id: Id }));
export const commentWritten = eventType('comment.written', Type.Object({ comment_id: Id, ...OnReview }));
export const commentRemoved = eventType('comment.removed', Type.Object({ comment_id: Id, review_id: Id, user_id: Id }));

const Interaction = Type.Object({
  user_id: Id,
  movie_id: Id,
  type: Type.Enum(['liked', 'bookmarked', 'watched']),
});
export const interactionSet = eventType(
  'interaction.set',
  Type.Object({ ...Interaction.properties, watched_at: Nullable(Type.String()) }),
);
export const interactionRemoved = eventType('interaction.removed', Interaction);
