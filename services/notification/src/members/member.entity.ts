import { EntitySchema } from 'typeorm';

/** A member's name, and what they want to be told. */
export const Member = new EntitySchema({
  name: 'Member',
  tableName: 'members',
  columns: {
    user_id: { type: 'integer', primary: true },
    username: { type: 'varchar', length: 32, default: '' },
    followed_movies: { type: 'boolean', default: true },
    replies: { type: 'boolean', default: true },
    likes: { type: 'boolean', default: true },
    email_digest: { type: 'varchar', length: 10, default: 'off' },
    digest_at: { type: 'timestamptz', nullable: true },
    gone: { type: 'boolean', default: false },
  },
  indices: [{ name: 'members_with_digest', columns: ['digest_at'], where: `((email_digest)::text <> 'off'::text)` }],
});
