// Letters to people. A letter is a row until it is sent, so none is lost; a job sends it, again and again if it must.
import { deleteInBatches, type Log, type Sql, type Transaction } from '@movies/service-kit';
import type { Letter } from './letters.ts';
import { Refused, type SendMessage } from './transport.ts';

export interface Mail {
  /** Posts a letter as part of a transaction. */
  post(tx: Transaction, to: { id: number; email: string }, letter: Letter): Promise<void>;
}

/** `wake` asks for the job that sends a letter; one it misses is found by the next round. */
export function createMail(wake: (letterId: number) => Promise<void>, log: Log): Mail {
  return {
    post: async (tx, { id, email }, { subject, body }) => {
      const letter = await tx.row<{ id: number }>(
        'INSERT INTO outgoing_mail (user_id, recipient, subject, body) VALUES ($1, $2, $3, $4) RETURNING id',
        [id, email, subject, body],
      );
      tx.afterCommit(() => {
        wake(letter?.id as number).catch((error) => log.debug({ err: error }, 'a letter waits for the next round'));
      });
    },
  };
}

interface LetterRow {
  recipient: string;
  subject: string;
  body: string;
}

// Longer than the mail server is waited for. Whoever dies with a letter in hand holds it no longer than this.
const LEASE = "interval '1 minute'";
const CLAIM = `
  UPDATE outgoing_mail SET claimed_until = now() + ${LEASE}
  WHERE id = $1 AND (claimed_until IS NULL OR claimed_until < now())
  RETURNING recipient, subject, body`;

/** A letter is claimed and not locked while the mail server has it: the account it belongs to may go meanwhile. */
export async function sendLetter(sql: Sql, send: SendMessage, id: number): Promise<void> {
  const letter = await sql.row<LetterRow>(CLAIM, [id]);
  if (!letter) return;
  try {
    await send({ to: letter.recipient, subject: letter.subject, text: letter.body });
  } catch (failure) {
    await sql.run('UPDATE outgoing_mail SET claimed_until = NULL WHERE id = $1', [id]);
    throw failure;
  }
  await sql.run('DELETE FROM outgoing_mail WHERE id = $1', [id]);
}

// A letter that nobody takes is tried each minute at first, then once an hour.
const WAITING = `
  SELECT id FROM outgoing_mail
  WHERE created_at < now() - interval '30 seconds'
    AND (created_at > now() - interval '15 minutes' OR extract(minute FROM now() - created_at) < 1)
  ORDER BY id LIMIT 500`;

/** A round, each minute. A letter that is refused does not hold up those behind it. */
export async function sendWaitingLetters(sql: Sql, send: SendMessage, log: Log): Promise<void> {
  for (const { id } of await sql.rows<{ id: number }>(WAITING)) {
    await sendLetter(sql, send, id).catch((error) => {
      if (!(error instanceof Refused)) throw error;
      log.warn({ err: error, letter: id }, 'a letter was refused; it is tried again later');
    });
  }
}

/** Longer than anyone asks for the same letter again. */
export async function forgetLetterKeys(sql: Sql): Promise<void> {
  await deleteInBatches(sql, 'letter_keys', "created_at < now() - interval '30 days'");
}

/** What nobody could deliver in three days is of no use any more. */
export async function giveUpOldLetters(sql: Sql, log: Log): Promise<void> {
  const lost = await deleteInBatches(sql, 'outgoing_mail', "created_at < now() - interval '3 days'");
  if (lost > 0) log.error({ letters: lost }, 'letters could not be delivered in three days and were given up');
}
