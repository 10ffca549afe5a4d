// What the rules of this service work with.
import type { Cache, Database, EventLog, Limiter, Log } from '@movies/service-kit';
import type { Elsewhere } from './accounts/elsewhere.ts';
import type { Keys } from './keys/keys.ts';
import type { Mail } from './mail/mail.ts';
import type { Passwords } from './passwords/passwords.ts';
import type { SignToken } from './sessions/tokens.ts';

export interface Context {
  database: Database;
  events: EventLog;
  cache: Cache;
  passwords: Passwords;
  keys: Keys;
  sign: SignToken;
  mail: Mail;
  /** Where the web pages are, if there are any. */
  site: string | undefined;
  elsewhere: Elsewhere;
  /** Counts failed logins by account, whatever the address they come from. */
  failedLogins: Limiter;
  /** Counts letters that anyone can cause, by account: nobody's mailbox is to be filled with them. */
  lettersAskedFor: Limiter;
  log: Log;
}

/** All but the mail, which needs jobs, which need this. */
export type Core = Omit<Context, 'mail'>;
