import { EntitySchema } from 'typeorm';

export const Subscription = new EntitySchema({
  name: 'Subscription',
  tableName: 'subscriptions',
  columns: {
    movie_id: { type: 'integer', primary: true },
    user_id: { type: 'integer', primary: true },
    created_at: { type: 'timestamptz', default: () => 'now()' },
  },
  foreignKeys: [
    {
      name: 'subscriptions_movie',
      target: 'Movie',
      columnNames: ['movie_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  indices: [{ name: 'subscriptions_of_user', columns: ['user_id', 'created_at'] }],
});
