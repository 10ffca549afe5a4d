// The work that services do later, for staff. The gateway answers by asking each service.
import { Type } from 'typebox';
import { operation } from '../operation.ts';
import { problems } from '../problem.ts';
import * as S from './schemas.ts';

const operating = { service: 'gateway', group: 'Operating', access: 'staff' } as const;

export const listJobs = operation({
  ...operating,
  id: 'listJobs',
  method: 'GET',
  path: '/api/admin/jobs',
  budget: 'read',
  summary: 'Jobs of all services: how many there are, and why some failed',
  replies: { 200: Type.Array(S.ServiceJobs), ...problems(401, 403) },
});

export const retryJobs = operation({
  ...operating,
  id: 'retryJobs',
  method: 'POST',
  path: '/api/admin/jobs/:service/retry',
  budget: 'write',
  summary: 'Try failed jobs of a service again',
  params: S.JobsOf,
  query: S.WhichJob,
  replies: { 200: S.Retried, ...problems(400, 401, 403, 404) },
});
