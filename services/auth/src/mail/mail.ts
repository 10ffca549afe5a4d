// Letters to people. A letter is a row until it is sent, so none is lost; a job sends it, again and again if it must.
import type { Database, Log, Sql, Transaction } from '@movies/service-kit';
import type { Letter } from './letters.ts';
import type { SendMessage } from './transport.ts';

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
      tx.afterCommit(() =>
        wake(letter?.id as number).catch((error) => log.debug({ err: error }, 'a letter waits for the next round')),
      );
    },
  };
}

interface LetterRow {
  recipient: string;
  subject: string;
  body: string;
}

export async function sendLetter(database: Database, send: SendMessage, id: number): Promise<void> {
  await database.transaction(async (tx) => {
    const letter = await tx.row<LetterRow>(
      'SELECT recipient, subject, body FROM outgoing_mail WHERE id = $1 FOR UPDATE SKIP LOCKED',
      [id],
    );
    if (!letter) return;
    await send({ to: letter.recipient, subject: letter.subject, text: letter.body });
    await tx.run('DELETE FROM outgoing_mail WHERE id = $1', [id]);
  });
}

export async function waitingLetters(sql: Sql): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>(
    "SELECT id FROM outgoing_mail WHERE created_at < now() - interval '30 seconds' ORDER BY id LIMIT 500",
  );
  return rows.map(({ id }) => id);
}

/** What nobody could deliver in three days is of no use any more. */
export async function giveUpOldLetters(sql: Sql, log: Log): Promise<void> {
  const lost = await sql.run("DELETE FROM outgoing_mail WHERE created_at < now() - interval '3 days'");
  if (lost > 0) log.error({ letters: lost }, 'letters could not be delivered in three days and were given up');
}
