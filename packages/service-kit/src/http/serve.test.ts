import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Access } from '@movies/contract';
import type { FastifyInstance } from 'fastify';
import { guardedApp, operationFor } from '../testing/guarded-app.ts';
import { goodClaims, newKeys, signed } from '../testing/tokens.ts';
import type { Caller } from './identity.ts';
import { admit } from './serve.ts';

const ours = newKeys();
const member: Caller = {
  userId: 7,
  username: 'ada',
  sessionId: 's',
  sessionVersion: 1,
  isStaff: false,
  isSuperuser: false,
};
const staff = { ...member, isStaff: true };
const superuser = { ...staff, isSuperuser: true };

const REFUSED = { login: { kind: 'unauthenticated' }, rights: { kind: 'forbidden' } };
const table: [Access, string, Caller | undefined, object | undefined][] = [
  ['public', 'a guest', undefined, undefined],
  ['optional', 'a guest', undefined, undefined],
  ['optional', 'a member', member, undefined],
  ['member', 'a guest', undefined, REFUSED.login],
  ['member', 'a member', member, undefined],
  ['staff', 'a guest', undefined, REFUSED.login],
  ['staff', 'a member', member, REFUSED.rights],
  ['staff', 'staff', staff, undefined],
  ['staff', 'a superuser', superuser, undefined],
  ['admin', 'a guest', undefined, REFUSED.login],
  ['admin', 'a member', member, REFUSED.rights],
  ['admin', 'staff', staff, REFUSED.rights],
  ['admin', 'a superuser', superuser, undefined],
];

describe('who may call', () => {
  test.each(table)('%s: %s', (access, _, caller, refusal) => {
    const ask = () => admit(operationFor(access), caller);
    if (refusal) expect(ask).toThrow(expect.objectContaining(refusal));
    else expect(ask()).toBe(caller);
  });
});

describe('over HTTP', () => {
  let app: FastifyInstance;
  beforeAll(() => {
    app = guardedApp(async (keyId) => (keyId === 'key-1' ? ours.pem : undefined));
  });
  afterAll(() => app.close());

  const tokenOf = (role: string) => ({ authorization: `Bearer ${signed(ours.privateKey, goodClaims({ role }))}` });

  test.each([
    ['/public', undefined, 200],
    ['/optional', undefined, 200],
    ['/member', undefined, 401],
    ['/member', 'member', 200],
    ['/staff', 'member', 403],
    ['/staff', 'staff', 200],
    ['/admin', 'staff', 403],
    ['/admin', 'superuser', 200],
  ])('%s as %s: %i', async (url, role, status) => {
    const { statusCode } = await app.inject({ url, headers: role ? tokenOf(role) : {} });
    expect(statusCode).toBe(status);
  });

  test('a public operation does not look at the token at all', async () => {
    const { statusCode, body } = await app.inject({ url: '/public', headers: { authorization: 'Bearer nonsense' } });
    expect({ statusCode, body: JSON.parse(body) }).toEqual({ statusCode: 200, body: { caller: null } });
  });
});
