// What the auth service asks about a member.
import { AppError, type Sql } from '@movies/service-kit';
import type { FastifyInstance } from 'fastify';
import { exportOf } from './export.ts';

const LARGEST_ID = 2_147_483_647;

export function memberRoutes(internal: FastifyInstance, sql: Sql): void {
  internal.get<{ Params: { id: string } }>('/internal/export/:id', async ({ params }) =>
    exportOf(sql, memberId(params.id)),
  );
}

function memberId(text: string): number {
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(id <= LARGEST_ID))
    throw new AppError('missing', 'person_not_found', `There is no person ${text.slice(0, 20)}.`);
  return id;
}
