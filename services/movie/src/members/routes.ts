// What the auth service asks about a member.
import { AppError, type Sql } from '@movies/service-kit';
import type { FastifyInstance } from 'fastify';
import { countsOf, exportOf } from './export.ts';

type Asked = { Params: { id: string } };

export function memberRoutes(internal: FastifyInstance, sql: Sql): void {
  internal.get<Asked>('/internal/export/:id', async ({ params }) => exportOf(sql, memberId(params.id)));
  internal.get<Asked>('/internal/counts/:id', async ({ params }) => countsOf(sql, memberId(params.id)));
}

const LARGEST_ID = 2_147_483_647;

function memberId(text: string): number {
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(id <= LARGEST_ID))
    throw new AppError('missing', 'person_not_found', `There is no person ${text.slice(0, 20)}.`);
  return id;
}
