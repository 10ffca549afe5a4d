// Letters that other services have sent: they know who is to get one, and nobody's address.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { heldAccount } from '../accounts/accounts.repository.ts';
import type { Context } from '../context.ts';
import { messageMail } from './letters.ts';

const LetterOfService = Type.Object({
  user_id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
  subject: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000\\r\\n]*$' }),
  text: Type.String({ minLength: 1, maxLength: 50_000, pattern: '^[^\\u0000]*$' }),
  /** The same letter again has the same key. */
  key: Type.String({ minLength: 1, maxLength: 100 }),
});
type LetterOfService = Static<typeof LetterOfService>;

export function letterRoutes(internal: FastifyInstance, context: Context): void {
  internal.post<{ Body: LetterOfService }>(
    '/internal/letters',
    { schema: { body: LetterOfService } },
    async ({ body }) => ({ posted: await postLetter(context, body) }),
  );
}

/** To an address that its owner has confirmed, and to nobody who left or was suspended. */
async function postLetter({ database, mail }: Context, { user_id, key, ...letter }: LetterOfService): Promise<boolean> {
  return database.transaction(async (tx) => {
    const account = await heldAccount(tx, user_id);
    if (!account?.is_active || !account.email_verified) return false;
    const isNew = await tx.run('INSERT INTO letter_keys (key, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      key,
      user_id,
    ]);
    if (isNew) await mail.post(tx, account, messageMail(account, letter));
    return true;
  });
}
