import { EntitySchema } from 'typeorm';

/** A review that was announced, kept for those who come back and ask what they missed. */
export const Announcement = new EntitySchema({
  name: 'Announcement',
  tableName: 'announcements',
  columns: {
    // Grows in the order in which announcements are committed: only the one follower of the movie service writes them.
    place: { type: 'bigint', primary: true, generated: 'increment' },
    id: { type: 'varchar', length: 40 },
    movie_id: { type: 'integer' },
    review_id: { type: 'integer' },
    user_id: { type: 'integer' },
    movie_title: { type: 'text' },
    review_title: { type: 'varchar', length: 200 },
    rating: { type: 'real', nullable: true },
    contains_spoilers: { type: 'boolean' },
    created_at: { type: 'timestamptz' },
    told_at: { type: 'timestamptz', default: () => 'now()' },
    // Whether its author has announced it, too.
    claimed: { type: 'boolean', default: false },
  },
  uniques: [{ name: 'announcements_once', columns: ['id'] }],
  indices: [
    { name: 'announcements_of_movie', columns: ['movie_id', 'place'] },
    { name: 'announcements_of_review', columns: ['review_id'] },
    { name: 'announcements_of_user', columns: ['user_id'] },
    { name: 'announcements_age', columns: ['told_at'] },
  ],
});
