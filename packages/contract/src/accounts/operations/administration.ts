// What staff may do.
import { Type } from 'typebox';
import { ById, Id, Paging, Text } from '../../fields.ts';
import { operation } from '../../operation.ts';
import { problems } from '../../problem.ts';
import { AuditEntry, RoleChanges } from '../schemas/administration.ts';
import { Profile } from '../schemas/people.ts';

const administration = { service: 'auth', group: 'Administration' } as const;

export const listPeople = operation({
  ...administration,
  id: 'listPeople',
  method: 'GET',
  path: '/api/admin/users',
  access: 'staff',
  budget: 'read',
  summary: 'List and search people',
  query: Type.Object({
    q: Type.Optional(Text({ max: 100, description: 'Part of a user name, name or e-mail address.' })),
    role: Type.Optional(Type.Enum(['member', 'staff', 'superuser'])),
    active: Type.Optional(Type.Boolean()),
    ...Paging,
  }),
  replies: { 200: Type.Array(Profile), ...problems(400, 401, 403) },
});

export const changeRoles = operation({
  ...administration,
  id: 'changeRoles',
  method: 'PATCH',
  path: '/api/admin/users/:id',
  access: 'staff',
  budget: 'write',
  summary: 'Suspend a person (staff), change roles (superusers)',
  params: ById,
  body: RoleChanges,
  replies: { 200: Profile, ...problems(400, 401, 403, 404, 409) },
});

export const auditTrail = operation({
  ...administration,
  id: 'auditTrail',
  method: 'GET',
  path: '/api/admin/audit',
  access: 'staff',
  budget: 'read',
  summary: 'Who did what',
  query: Type.Object({
    actor: Type.Optional(Id),
    subject: Type.Optional(Id),
    action: Type.Optional(Text({ max: 60 })),
    ...Paging,
  }),
  replies: { 200: Type.Array(AuditEntry), ...problems(400, 401, 403) },
});
