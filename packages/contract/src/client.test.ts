import { expect, test } from '@jest/globals';
import { listPeople } from './accounts/operations/administration.ts';
import { createClient } from './client.ts';

function answering(body: string, type: string, status = 200) {
  return createClient('http://here', async () => new Response(body, { status, headers: { 'content-type': type } }));
}

test('an answer in JSON is read', async () => {
  const { status, body } = await answering('[]', 'application/json; charset=utf-8')(listPeople);
  expect({ status, body }).toEqual({ status: 200, body: [] });
});

test('an answer in words is given as it is', async () => {
  expect(await answering('Bad gateway', 'text/plain', 502)(listPeople)).toMatchObject({ body: 'Bad gateway' });
});

test.each([
  ['', 'listPeople was answered with 502 and nothing where JSON was promised'],
  ['<html>', 'listPeople was answered with 502 and "<html>" where JSON was promised'],
])('what claims to be JSON and is not is a failure that says so: %j', async (body, sentence) => {
  await expect(answering(body, 'application/json', 502)(listPeople)).rejects.toThrow(sentence);
});
