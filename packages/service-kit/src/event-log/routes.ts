// Where followers read the log: a long poll that answers the moment something is committed.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { EventLog, EventPage } from './event-log.ts';

const Query = Type.Object({
  after: Type.Optional(Type.Integer({ minimum: 0 })),
  since: Type.Optional(Type.String({ format: 'date-time' })),
  wait: Type.Integer({ minimum: 0, maximum: 30, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 1_000, default: 200 }),
  types: Type.Optional(Type.String({ maxLength: 500 })),
  subject: Type.Optional(Type.String({ maxLength: 100 })),
});

export const EVENTS_PATH = '/internal/events';
export const HEAD_PATH = '/internal/events/head';

export function eventRoutes(internal: FastifyInstance, events: EventLog, ending: AbortSignal): void {
  internal.get<{ Querystring: Static<typeof Query> }>(
    EVENTS_PATH,
    { schema: { querystring: Query } },
    async (request): Promise<EventPage> => {
      const { after, since, wait, limit, types, subject } = request.query;
      return events.read({
        after: after ?? (since ? await events.positionAt(new Date(since)) : 0),
        limit,
        types: types?.split(','),
        subject,
        waitMs: wait * 1_000,
        signal: AbortSignal.any([ending, request.signal]),
      });
    },
  );
  internal.get(HEAD_PATH, async () => ({ head: await events.head() }));
}
