// What the notification service asks for its letters.
import type { Recommendation } from '@movies/contract';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../../context.ts';
import { historyNow } from '../history/newest.ts';
import { storedFor } from './stored.repository.ts';

const Member = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });
const Wanted = Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 50, default: 20 }) });
type Asked = { Params: Static<typeof Member>; Querystring: Static<typeof Wanted> };

export function predictionRoutes(internal: FastifyInstance, context: Context): void {
  internal.get<Asked>(
    '/internal/predictions/:id',
    { schema: { params: Member, querystring: Wanted } },
    async ({ params, query }) => unexpectedFor(context, params.id, query.limit),
  );
}

/** The best that is stored for someone, without what they have come upon themselves: nobody needs a letter to hear of that. */
async function unexpectedFor(context: Context, userId: number, limit: number): Promise<Recommendation[]> {
  const history = await historyNow(context, userId);
  return storedFor(context.database, userId, {
    history,
    exclude: ['bookmarked', 'liked'],
    isWanted: () => true,
    limit,
  });
}
