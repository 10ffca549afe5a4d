import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { register } from '@movies/contract';
import { type AuthUnderTest, startAuthForTest } from '../testing.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

const ada = { username: 'ada', email: 'ada@example.org', password: 'correct horse' };

test('a new member is logged in at once', async () => {
  const { status, body } = await auth.api(register, { body: ada });
  expect(status).toBe(201);
  expect(body).toMatchObject({ message: 'User registered successfully', token_type: 'Bearer', user: 'ada' });
});
