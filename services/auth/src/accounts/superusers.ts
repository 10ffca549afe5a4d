// There is always a superuser left, once there was one.
import type { Transaction } from '@movies/service-kit';
import { activeSuperusers } from './accounts.repository.ts';
import { lastSuperuser } from './failures.ts';

/** Refuses to let the last one go. */
export async function keepASuperuser(tx: Transaction, leaving: number): Promise<void> {
  const superusers = await activeSuperusers(tx);
  if (superusers.length === 1 && superusers[0] === leaving) throw lastSuperuser();
}
