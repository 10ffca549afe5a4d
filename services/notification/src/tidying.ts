// What is removed once nobody can need it any more.
import { deleteInBatches } from '@movies/service-kit';
import type { Context } from './context.ts';

export async function tidyUp({ database }: Pick<Context, 'database'>): Promise<void> {
  await deleteInBatches(database, 'announcements', `told_at < now() - interval '7 days'`);
  await deleteInBatches(database, 'inbox', `created_at < now() - interval '90 days' AND read`);
  await deleteInBatches(database, 'inbox', `created_at < now() - interval '1 year'`);
  await deleteInBatches(database, 'deliveries', `created_at < now() - interval '30 days'`);
}
