import { EntitySchema } from 'typeorm';

/** A letter that another service had sent, so that asking for it again sends no second one. */
export const LetterKey = new EntitySchema({
  name: 'LetterKey',
  tableName: 'letter_keys',
  columns: {
    key: { type: 'varchar', length: 100, primary: true },
    user_id: { type: 'integer' },
    created_at: { type: 'timestamptz', default: () => 'now()' },
  },
  indices: [{ name: 'letter_keys_of_user', columns: ['user_id'] }],
  foreignKeys: [
    {
      name: 'letter_keys_user',
      target: 'User',
      columnNames: ['user_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
