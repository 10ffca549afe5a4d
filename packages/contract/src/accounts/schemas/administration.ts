// What staff see and change.
import { type Static, Type } from 'typebox';
import { Nullable, Text, Timestamp } from '../../fields.ts';

export const RoleChanges = Type.Object(
  {
    is_active: Type.Optional(Type.Boolean({ description: 'false suspends the account and ends its sessions.' })),
    is_staff: Type.Optional(Type.Boolean()),
    is_superuser: Type.Optional(Type.Boolean()),
    reason: Type.Optional(Text({ max: 500 })),
  },
  { additionalProperties: false },
);
export type RoleChanges = Static<typeof RoleChanges>;

export const AuditEntry = Type.Object({
  id: Type.Integer(),
  at: Timestamp,
  actor_id: Nullable(Type.Integer()),
  subject_id: Nullable(Type.Integer()),
  action: Type.String(),
  details: Type.Record(Type.String(), Type.Unknown()),
});
export type AuditEntry = Static<typeof AuditEntry>;
