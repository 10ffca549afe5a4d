// Makes a user name for someone who did not choose one.
import type { Transaction } from '@movies/service-kit';
import { isUsernameFree } from './accounts.repository.ts';

const LONGEST_BASE = 24;

/** A name that stays free until the transaction ends, also from others of that name who come at the same moment. */
export async function freeUsernameFor(
  tx: Transaction,
  { name, email }: { name?: string; email: string },
): Promise<string> {
  const base = slug(name ?? '') || slug(email.split('@')[0] ?? '') || 'member';
  await tx.run('SELECT pg_advisory_xact_lock(hashtext($1))', [`user name ${base}`]);
  for (const candidate of [base, `${base}2`, `${base}3`, `${base}4`]) {
    if (candidate.length >= 2 && (await isUsernameFree(tx, candidate))) return candidate;
  }
  return `${base}-${Math.random().toString(36).slice(2, 8)}`;
}

/** "Amélie Poulain" becomes "amelie.poulain". */
function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.+/, '')
    .slice(0, LONGEST_BASE)
    .replace(/\.+$/, '');
}
