import { EntitySchema } from 'typeorm';

const moment = { type: 'timestamptz', default: () => 'now()' } as const;

export const Webhook = new EntitySchema({
  name: 'Webhook',
  tableName: 'webhooks',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    user_id: { type: 'integer' },
    url: { type: 'varchar', length: 2000 },
    events: { type: 'varchar', length: 20, array: true },
    secret: { type: 'varchar', length: 64 },
    // Deliveries that were given up, one after the other.
    failures: { type: 'integer', default: 0 },
    disabled_reason: { type: 'varchar', length: 300, nullable: true },
    created_at: moment,
  },
  indices: [{ name: 'webhooks_of_user', columns: ['user_id'] }],
});

export const Delivery = new EntitySchema({
  name: 'Delivery',
  tableName: 'deliveries',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    webhook_id: { type: 'integer' },
    inbox_id: { type: 'integer' },
    event: { type: 'varchar', length: 20 },
    status: { type: 'varchar', length: 10, default: 'waiting' },
    attempts: { type: 'integer', default: 0 },
    response_status: { type: 'integer', nullable: true },
    error: { type: 'varchar', length: 300, nullable: true },
    // When it is tried next; whoever tries moves it on first, so that nobody else does meanwhile.
    due_at: moment,
    created_at: moment,
    delivered_at: { type: 'timestamptz', nullable: true },
  },
  foreignKeys: [
    {
      name: 'deliveries_webhook',
      target: 'Webhook',
      columnNames: ['webhook_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  indices: [
    { name: 'deliveries_of_webhook', columns: ['webhook_id', 'id'] },
    { name: 'deliveries_due', columns: ['due_at'], where: `((status)::text = 'waiting'::text)` },
    { name: 'deliveries_age', columns: ['created_at'] },
  ],
});
