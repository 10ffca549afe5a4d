import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AuditEntry, auditTrail, changeRoles, deleteMyAccount, editProfile } from '@movies/contract';
import { type AuthUnderTest, type Member, newMember, newStaff, newSuperuser, startAuthForTest } from '../testing.ts';

let auth: AuthUnderTest;
let staff: Member;
let superuser: Member;

beforeAll(async () => {
  auth = await startAuthForTest();
  staff = await newStaff(auth);
  superuser = await newSuperuser(auth);
});
afterAll(() => auth.stop());

type Query = { actor?: number; subject?: number; action?: string; page?: number; limit?: number };
const read = async (query: Query) => {
  const { body, headers } = await auth.api(auditTrail, { token: staff.token, query });
  return { entries: body as AuditEntry[], headers };
};

describe('the audit trail', () => {
  test('says who did what to whom, and why, the newest first', async () => {
    const member = await newMember(auth);
    const params = { id: member.id };
    await auth.api(editProfile, { token: staff.token, params, body: { bio: 'Moderated.' } });
    await auth.api(changeRoles, { token: superuser.token, params, body: { is_staff: true, reason: 'Helpful' } });
    const { entries } = await read({ subject: member.id });
    const entry = { id: expect.any(Number), at: expect.any(String), subject_id: member.id };
    expect(entries).toEqual([
      { ...entry, actor_id: superuser.id, action: 'roles.changed', details: { is_staff: true, reason: 'Helpful' } },
      { ...entry, actor_id: staff.id, action: 'profile.edited', details: { fields: ['bio'] } },
    ]);
    expect((await read({ actor: staff.id })).entries.map(({ action }) => action)).toEqual(['profile.edited']);
    expect((await read({ subject: member.id, action: 'roles.changed' })).entries).toHaveLength(1);
    expect((await read({ subject: member.id, action: 'roles' })).entries).toEqual([]);
  });

  test('comes in pages', async () => {
    const member = await newMember(auth);
    for (const is_active of [false, true, false]) {
      await auth.api(changeRoles, { token: staff.token, params: { id: member.id }, body: { is_active } });
    }
    const { entries, headers } = await read({ subject: member.id, limit: 2, page: 2 });
    expect(entries.map(({ details }) => details)).toEqual([{ is_active: false }]);
    expect([headers.get('x-total-count'), headers.get('x-page-count')]).toEqual(['3', '2']);
  });

  test('keeps the deeds of those who left, without their names', async () => {
    const member = await newMember(auth);
    await auth.api(editProfile, { token: staff.token, params: { id: member.id }, body: { bio: 'Moderated.' } });
    await auth.api(deleteMyAccount, { token: member.token, body: { password: member.password } });
    expect((await read({ subject: member.id })).entries).toEqual([]);
    const [left, edited] = (await read({ limit: 2 })).entries;
    expect(left).toMatchObject({ action: 'account.deleted', actor_id: null, subject_id: null, details: {} });
    expect(edited).toMatchObject({ action: 'profile.edited', actor_id: staff.id, subject_id: null });
  });

  test('is for staff', async () => {
    const { token } = await newMember(auth);
    expect((await auth.api(auditTrail, { token })).status).toBe(403);
    expect((await auth.api(auditTrail)).status).toBe(401);
  });
});
