import { EntitySchema } from 'typeorm';

export const OutgoingMail = new EntitySchema({
  name: 'OutgoingMail',
  tableName: 'outgoing_mail',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    user_id: { type: 'integer' },
    recipient: { type: 'varchar', length: 254 },
    subject: { type: 'varchar', length: 200 },
    body: { type: 'text' },
    created_at: { type: 'timestamptz', default: () => 'now()' },
    claimed_until: { type: 'timestamptz', nullable: true },
  },
  indices: [{ name: 'outgoing_mail_of_user', columns: ['user_id'] }],
  foreignKeys: [
    {
      name: 'outgoing_mail_user',
      target: 'User',
      columnNames: ['user_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
