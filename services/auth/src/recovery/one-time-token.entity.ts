import { EntitySchema } from 'typeorm';

export const OneTimeToken = new EntitySchema({
  name: 'OneTimeToken',
  tableName: 'one_time_tokens',
  columns: {
    hash: { type: 'bytea', primary: true },
    user_id: { type: 'integer' },
    purpose: { type: 'varchar', length: 30 },
    email: { type: 'varchar', length: 254 },
    expires_at: { type: 'timestamptz' },
  },
  indices: [{ name: 'one_time_tokens_of_user', columns: ['user_id'] }],
  foreignKeys: [
    {
      name: 'one_time_tokens_user',
      target: 'User',
      columnNames: ['user_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
