import { EntitySchema } from 'typeorm';

export const SigningKeyRow = new EntitySchema({
  name: 'SigningKey',
  tableName: 'signing_keys',
  columns: {
    id: { type: 'varchar', length: 64, primary: true },
    private_key: { type: 'text' },
    public_key: { type: 'text' },
    created_at: { type: 'timestamptz', default: () => 'now()' },
    accepted_until: { type: 'timestamptz', nullable: true },
  },
});
