import { EntitySchema } from 'typeorm';

export const AuditLogEntry = new EntitySchema({
  name: 'AuditLogEntry',
  tableName: 'audit_log',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    at: { type: 'timestamptz', default: () => 'now()' },
    actor_id: { type: 'integer', nullable: true },
    subject_id: { type: 'integer', nullable: true },
    action: { type: 'varchar', length: 60 },
    details: { type: 'jsonb', default: {} },
  },
  indices: [
    { name: 'audit_log_of_actor', columns: ['actor_id'] },
    { name: 'audit_log_of_subject', columns: ['subject_id'] },
  ],
  foreignKeys: [
    {
      name: 'audit_log_actor',
      target: 'User',
      columnNames: ['actor_id'],
      referencedColumnNames: ['id'],
      onDelete: 'SET NULL',
    },
    {
      name: 'audit_log_subject',
      target: 'User',
      columnNames: ['subject_id'],
      referencedColumnNames: ['id'],
      onDelete: 'SET NULL',
    },
  ],
});
