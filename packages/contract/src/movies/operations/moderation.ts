// Reports of what should not stand, and what moderators do about them.
import { Type } from 'typebox';
import { ById } from '../../fields.ts';
import { operation } from '../../operation.ts';
import { problems } from '../../problem.ts';
import * as R from '../schemas/reviews.ts';

const moderation = { service: 'movie', group: 'Moderation' } as const;
const Reported = Type.Object({ message: Type.String(), id: Type.Integer() });

export const reportReview = operation({
  ...moderation,
  id: 'reportReview',
  method: 'POST',
  path: '/api/reviews/:id/report',
  access: 'member',
  budget: 'write',
  summary: 'Report a review',
  description: '201 the first time, 200 when I have reported it already.',
  params: ById,
  body: R.ReportInput,
  replies: { 200: Reported, 201: Reported, ...problems(400, 401, 403, 404) },
});

export const reportComment = operation({
  ...moderation,
  id: 'reportComment',
  method: 'POST',
  path: '/api/comments/:id/report',
  access: 'member',
  budget: 'write',
  summary: 'Report a comment',
  description: '201 the first time, 200 when I have reported it already.',
  params: ById,
  body: R.ReportInput,
  replies: { 200: Reported, 201: Reported, ...problems(400, 401, 403, 404) },
});

export const listReports = operation({
  ...moderation,
  id: 'listReports',
  method: 'GET',
  path: '/api/admin/reports',
  access: 'staff',
  budget: 'read',
  summary: 'Reports, the open ones unless another status is asked for',
  query: R.ReportListQuery,
  replies: { 200: Type.Array(R.Report), ...problems(400, 401, 403) },
});

export const moderate = operation({
  ...moderation,
  id: 'moderate',
  method: 'PATCH',
  path: '/api/admin/reports/:id',
  access: 'staff',
  budget: 'write',
  summary: 'Hide what was reported, restore it, or dismiss the report',
  description: 'It holds for all reports of the same thing.',
  params: ById,
  body: R.Moderation,
  replies: { 200: R.Report, ...problems(400, 401, 403, 404, 409) },
});
