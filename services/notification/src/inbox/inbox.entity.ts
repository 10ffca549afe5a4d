import { EntitySchema } from 'typeorm';

export const InboxEntry = new EntitySchema({
  name: 'InboxEntry',
  tableName: 'inbox',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    user_id: { type: 'integer' },
    kind: { type: 'varchar', length: 20 },
    event_id: { type: 'varchar', length: 40 },
    movie_id: { type: 'integer' },
    review_id: { type: 'integer' },
    comment_id: { type: 'integer', nullable: true },
    from_id: { type: 'integer' },
    review_title: { type: 'varchar', length: 200, default: '' },
    read: { type: 'boolean', default: false },
    created_at: { type: 'timestamptz', default: () => 'now()' },
  },
  uniques: [{ name: 'inbox_once', columns: ['user_id', 'event_id'] }],
  indices: [
    { name: 'inbox_of_user', columns: ['user_id', 'id'] },
    { name: 'inbox_unread', columns: ['user_id'], where: '(NOT read)' },
    { name: 'inbox_of_review', columns: ['review_id'] },
    { name: 'inbox_of_movie', columns: ['movie_id'] },
    { name: 'inbox_from', columns: ['from_id'] },
    { name: 'inbox_age', columns: ['created_at'] },
  ],
});
