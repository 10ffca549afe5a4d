import { EntitySchema } from 'typeorm';

export interface ReviewRow {
  id: number;
  user_id: number;
  movie_id: number;
  title: string;
  review: string;
  contains_spoilers: boolean;
  /** The rating of the same member for the same film; the database keeps it the same. */
  rating: number | null;
  like_count: number;
  comment_count: number;
  hidden_at: string | null;
  created_at: string;
  edited_at: string | null;
}

const moment = { type: 'timestamptz', default: () => 'now()' } as const;
const count = { type: 'integer', default: 0 } as const;
const cascade = (name: string, target: string, column: string) => ({
  name,
  target,
  columnNames: [column],
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE' as const,
});
const byMigration = (name: string, columns: string[]) => ({ name, synchronize: false as const, columns });

export const MovieReview = new EntitySchema<ReviewRow>({
  name: 'MovieReview',
  tableName: 'movie_reviews',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    user_id: { type: 'integer' },
    movie_id: { type: 'integer' },
    title: { type: 'varchar', length: 200, default: '' },
    review: { type: 'text' },
    contains_spoilers: { type: 'boolean', default: false },
    rating: { type: 'real', nullable: true },
    like_count: count,
    comment_count: count,
    hidden_at: { type: 'timestamptz', nullable: true },
    created_at: moment,
    edited_at: { type: 'timestamptz', nullable: true },
  },
  foreignKeys: [cascade('movie_reviews_movie', 'Movie', 'movie_id')],
  uniques: [{ name: 'movie_reviews_once', columns: ['user_id', 'movie_id'] }],
  indices: [
    byMigration('movie_reviews_by_newest', ['created_at', 'id']),
    byMigration('movie_reviews_by_likes', ['like_count', 'id']),
    byMigration('movie_reviews_by_rating', ['rating', 'id']),
    byMigration('movie_reviews_of_movie_by_newest', ['movie_id', 'created_at', 'id']),
    byMigration('movie_reviews_of_movie_by_likes', ['movie_id', 'like_count', 'id']),
    byMigration('movie_reviews_of_movie_by_rating', ['movie_id', 'rating', 'id']),
    byMigration('movie_reviews_of_user', ['user_id', 'created_at', 'id']),
  ],
});

export const ReviewLike = new EntitySchema<{ review_id: number; user_id: number; created_at: string }>({
  name: 'ReviewLike',
  tableName: 'review_likes',
  columns: {
    review_id: { type: 'integer', primary: true },
    user_id: { type: 'integer', primary: true },
    created_at: moment,
  },
  foreignKeys: [cascade('review_likes_review', 'MovieReview', 'review_id')],
  indices: [{ name: 'review_likes_of_user', columns: ['user_id'] }],
});

export interface CommentRow {
  id: number;
  review_id: number;
  user_id: number;
  text: string;
  hidden_at: string | null;
  created_at: string;
}

export const ReviewComment = new EntitySchema<CommentRow>({
  name: 'ReviewComment',
  tableName: 'review_comments',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    review_id: { type: 'integer' },
    user_id: { type: 'integer' },
    text: { type: 'text' },
    hidden_at: { type: 'timestamptz', nullable: true },
    created_at: moment,
  },
  foreignKeys: [cascade('review_comments_review', 'MovieReview', 'review_id')],
  indices: [
    { name: 'review_comments_of_review', columns: ['review_id', 'created_at', 'id'] },
    { name: 'review_comments_of_user', columns: ['user_id'] },
  ],
});
