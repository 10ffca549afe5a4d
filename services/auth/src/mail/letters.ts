// What we write to people.
import type { Profile } from '@movies/contract';

export interface Letter {
  subject: string;
  body: string;
}

// By the user name: a name can be any text, and whoever registers with another's address must not write to them by it.
type Addressee = Pick<Profile, 'username' | 'email'>;

function letter(to: Addressee, subject: string, ...paragraphs: string[]): Letter {
  return { subject, body: [`Hello ${to.username},`, ...paragraphs, 'Your film friends'].map(wrapped).join('\n\n') };
}

/** Longer lines would be encoded, and a code in a letter that is kept as a file could not be copied any more. */
function wrapped(paragraph: string): string {
  return paragraph.replace(/(?![^\n]{1,72}$)([^\n]{1,72})[ ]/gm, '$1\n');
}

/** What another part of the platform has to say. */
export function messageMail(to: Addressee, { subject, text }: { subject: string; text: string }): Letter {
  return letter(to, subject, ...text.split('\n\n'));
}

/** Where the pages are; undefined where there are none, and the code goes to the API. */
type Site = string | undefined;

function withCode(purpose: string, token: string, page: string | undefined, operation: string): string {
  return page === undefined
    ? `${purpose}, use this code (POST ${operation}):\n\n${token}`
    : `${purpose}, open\n\n${page}?code=${token}\n\nor enter this code there:\n\n${token}`;
}

export function confirmationMail(to: Addressee, token: string, site: Site): Letter {
  return letter(
    to,
    'Please confirm your e-mail address',
    `someone, probably you, gave ${to.email} as the address of "${to.username}".`,
    withCode('To confirm it within 7 days', token, site && `${site}/confirm`, '/api/auth/email/confirm'),
    'If it was not you, do nothing.',
  );
}

export function resetMail(to: Addressee, token: string, site: Site): Letter {
  return letter(
    to,
    'A new password',
    `someone, probably you, asked for a new password for "${to.username}".`,
    withCode('To set one within the hour', token, site && `${site}/password/reset`, '/api/auth/password/reset'),
    'If it was not you, do nothing: your password stays as it is.',
  );
}

export function passwordChangedMail(to: Addressee): Letter {
  return letter(
    to,
    'Your password was changed',
    `the password of "${to.username}" is a new one now.`,
    'If that was not you, ask for a new password at once, as one who forgot theirs, and tell the staff.',
  );
}

export function addressChangedMail(to: Addressee): Letter {
  return letter(
    to,
    'Your e-mail address was changed',
    `"${to.username}" has another e-mail address from now on, and this one gets no more mail.`,
    'If that was not you, tell the staff of the site at once.',
  );
}
