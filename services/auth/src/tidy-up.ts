// What is removed once nobody can need it any more.
import type { Context } from './context.ts';
import { removeExpiredKeys } from './keys/keys.ts';
import { forgetLetterKeys, giveUpOldLetters } from './mail/mail.ts';
import { removeExpiredTokens } from './recovery/one-time-tokens.repository.ts';
import { removeOldSessions } from './sessions/sessions.repository.ts';

export async function tidyUp({ database, events, log }: Pick<Context, 'database' | 'events' | 'log'>): Promise<void> {
  await removeOldSessions(database);
  await removeExpiredTokens(database);
  await removeExpiredKeys(database);
  await giveUpOldLetters(database, log);
  await forgetLetterKeys(database);
  await events.forget('session.revoked', '1 day');
}
