// Work of this service that is done later.
import { type JobDesk, type Jobs, openJobs, type Resources } from '@movies/service-kit';
import type { Context } from './context.ts';
import { type Post, sendDigests } from './digests/digests.ts';
import { tidyUp } from './tidying.ts';
import { deliver, deliverDue } from './webhooks/delivering.ts';
import { createSend } from './webhooks/sending.ts';
import { dueDeliveries } from './webhooks/webhooks.repository.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

type Work = {
  deliver: (data: { id: number }) => Promise<void>;
  'deliver-due': () => Promise<void>;
};

type Where = { DATABASE_URL: string; REDIS_URL?: string | undefined; JOBS_REDIS_URL?: string | undefined };

export async function openNotificationJobs(
  settings: Where,
  resources: Resources,
  context: Context,
  post: Post,
): Promise<{ deliverNow: () => Promise<void>; jobs: JobDesk }> {
  const { send, close } = createSend(context.mayReach);
  resources.lifecycle.atEnd('webhooks', close);
  const where = {
    service: 'notification',
    databaseUrl: settings.DATABASE_URL,
    redisUrl: settings.JOBS_REDIS_URL ?? settings.REDIS_URL,
  };
  const askFor = (id: number): Promise<void> => jobs.add('deliver', { id }, String(id));
  const jobs: Jobs<Work> = await openJobs(
    { ...where, ...resources },
    {
      handlers: {
        deliver: ({ id }: { id: number }) => deliver(context, send, id),
        'deliver-due': () => deliverDue(context, askFor),
        'send-digests': () => sendDigests(context, post),
        'tidy-up': () => tidyUp(context),
      },
      concurrency: 8,
      every: { 'deliver-due': 2 * SECOND, 'send-digests': 10 * MINUTE, 'tidy-up': 60 * MINUTE },
    },
  );
  // What can't be asked for now is found by the next round.
  const deliverNow = async () => {
    const [due] = await dueDeliveries(context.database, 1);
    if (due !== undefined) await jobs.add('deliver-due', undefined as never, 'now');
  };
  return { deliverNow, jobs };
}
