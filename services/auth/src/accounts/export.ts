// Everything that is known of a person, here and in the other services, for that person.
import type { Caller } from '@movies/service-kit';
import { trailOf } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { keptSessionsOf } from '../sessions/sessions.repository.ts';
import { personOf } from './people.ts';

export async function exportOf(context: Context, caller: Caller): Promise<Record<string, unknown>> {
  const { password_hash: _, ...profile } = await personOf(context, caller.userId);
  return {
    exported_at: new Date().toISOString(),
    account: profile,
    sessions: await keptSessionsOf(context.database, caller.userId),
    audit_trail: await trailOf(context.database, caller.userId),
    ...(await context.elsewhere.exportOf(caller.userId)),
  };
}
