// What those who run the platform see of its work.
import { type Static, Type } from 'typebox';
import { Timestamp } from '../fields.ts';

export const FailedJob = Type.Object({
  id: Type.String(),
  kind: Type.String({ description: 'What was to be done.' }),
  reason: Type.String({ description: 'Why it failed, the last time.' }),
  attempts: Type.Integer(),
  failed_at: Timestamp,
});
export type FailedJob = Static<typeof FailedJob>;

export const ServiceJobs = Type.Object({
  service: Type.String(),
  reachable: Type.Boolean({ description: 'Whether the service could tell of its jobs.' }),
  counts: Type.Record(Type.String(), Type.Integer(), {
    description: 'How many are `waiting`, `active`, `delayed`, `completed` (of late) and `failed`.',
  }),
  failed: Type.Array(FailedJob, { description: 'Those that failed for good, the latest first; 100 at most.' }),
});
export type ServiceJobs = Static<typeof ServiceJobs>;

export const JobsOf = Type.Object({
  service: Type.Enum(['auth', 'movie', 'recommendation', 'notification']),
});

export const WhichJob = Type.Object({
  id: Type.Optional(
    Type.String({
      pattern: '^[\\w:.-]+$',
      maxLength: 200,
      description: 'This one; all that failed where none is named.',
    }),
  ),
});

export const Retried = Type.Object({ message: Type.String(), retried: Type.Integer() });
