import { EntitySchema } from 'typeorm';

const moment = { type: 'timestamptz', default: () => 'now()' } as const;

export const Session = new EntitySchema({
  name: 'Session',
  tableName: 'sessions',
  columns: {
    id: { type: 'uuid', primary: true },
    user_id: { type: 'integer' },
    version: { type: 'integer', default: 1 },
    user_agent: { type: 'varchar', length: 300, default: '' },
    address: { type: 'varchar', length: 64, default: '' },
    created_at: moment,
    last_seen_at: moment,
    expires_at: { type: 'timestamptz' },
    ended_at: { type: 'timestamptz', nullable: true },
  },
  indices: [
    { name: 'sessions_of_user', columns: ['user_id'], where: '(ended_at IS NULL)' },
    { name: 'sessions_expiry', columns: ['expires_at'] },
  ],
  foreignKeys: [
    {
      name: 'sessions_user',
      target: 'User',
      columnNames: ['user_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

export const RefreshToken = new EntitySchema({
  name: 'RefreshToken',
  tableName: 'refresh_tokens',
  columns: {
    hash: { type: 'bytea', primary: true },
    session_id: { type: 'uuid' },
    created_at: moment,
    used_at: { type: 'timestamptz', nullable: true },
    successor_salt: { type: 'bytea', nullable: true },
  },
  indices: [
    { name: 'refresh_tokens_of_session', columns: ['session_id'] },
    { name: 'refresh_tokens_used', columns: ['used_at'], where: '(used_at IS NOT NULL)' },
  ],
  foreignKeys: [
    {
      name: 'refresh_tokens_session',
      target: 'Session',
      columnNames: ['session_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
