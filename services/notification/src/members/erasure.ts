// Removes all that is here of a member who left. The number stays, so that nothing of them comes after.
import { deleteInBatches, type Transaction } from '@movies/service-kit';

const OWN = ['subscriptions', 'webhooks', 'inbox', 'announcements'];

export async function erase(tx: Transaction, userId: number): Promise<void> {
  await holdInboxes(tx);
  await tx.run(
    `INSERT INTO members (user_id, gone) VALUES ($1, true)
     ON CONFLICT (user_id) DO UPDATE SET username = '', email_digest = 'off', digest_at = NULL, followed_movies = true,
       replies = true, likes = true, gone = true`,
    [userId],
  );
  for (const table of OWN) await deleteInBatches(tx, table, 'user_id = $1', [userId]);
  await deleteInBatches(tx, 'inbox', 'from_id = $1', [userId]);
}

/** Who fills inboxes sees who has left, and who removes a member sees all that was filled in. */
export async function holdInboxes(tx: Transaction): Promise<void> {
  await tx.rows(`SELECT pg_advisory_xact_lock(hashtext('notification inboxes'))`);
}
