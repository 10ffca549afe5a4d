import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { createLog } from '../log.ts';
import { createApp } from './app.ts';

const Body = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 10, pattern: '^[^\\u0000]*$' }),
    rating: Type.Number({ minimum: 0.5, maximum: 5, multipleOf: 0.5 }),
    year: Type.Optional(Type.Integer({ minimum: 1888 })),
    public: Type.Optional(Type.Boolean()),
    email: Type.Optional(Type.String({ format: 'email' })),
    released: Type.Optional(Type.String({ format: 'date' })),
    kind: Type.Optional(Type.Enum(['film', 'show'])),
    genres: Type.Optional(Type.Array(Type.String({ maxLength: 5 }), { minItems: 1, maxItems: 3 })),
    person: Type.Optional(Type.Object({ name: Type.String() }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);
const Query = Type.Object({
  page: Type.Optional(Type.Integer({ minimum: 1, default: 1 })),
  adult: Type.Optional(Type.Boolean()),
  genre: Type.Optional(Type.Array(Type.Integer())),
});

let app: FastifyInstance;

beforeAll(() => {
  app = createApp({ log: createLog('test', 'silent'), requestLevel: 'debug', newRequestId: () => 'id' });
  app.post('/', { schema: { body: Body } }, async ({ body }) => body);
  app.get('/', { schema: { querystring: Query } }, async ({ query }) => query);
});
afterAll(() => app.close());

const good = { title: 'Alien', rating: 4.5 };

async function post(payload: object) {
  const { statusCode, body } = await app.inject({ method: 'POST', url: '/', payload });
  return { statusCode, ...JSON.parse(body) };
}

async function get(search: string) {
  const { statusCode, body } = await app.inject(`/?${search}`);
  return { statusCode, body: JSON.parse(body) };
}

describe('a wrong field of a body is named in words', () => {
  test.each([
    [{ title: undefined }, 'title', 'is required'],
    [{ title: '' }, 'title', 'must not be empty'],
    [{ title: 'x'.repeat(11) }, 'title', 'must have at most 10 characters'],
    [{ title: 'a\u0000b' }, 'title', 'has characters that are not allowed here'],
    [{ title: 7 }, 'title', 'must be text'],
    [{ title: null }, 'title', 'must be text'],
    [{ rating: '4.5' }, 'rating', 'must be a number'],
    [{ rating: 4.6 }, 'rating', 'must be in steps of 0.5'],
    [{ rating: 0 }, 'rating', 'must be 0.5 or more'],
    [{ rating: 1e300 }, 'rating', 'must be 5 or less'],
    [{ year: 1979.5 }, 'year', 'must be a whole number'],
    [{ year: '1979' }, 'year', 'must be a whole number'],
    [{ public: 'yes' }, 'public', 'must be true or false'],
    [{ public: 1 }, 'public', 'must be true or false'],
    [{ email: 'ada@example' }, 'email', 'must be an e-mail address'],
    [{ released: '31.12.1999' }, 'released', 'must be a date like 1999-12-31'],
    [{ released: '1999-02-31' }, 'released', 'must be a date like 1999-12-31'],
    [{ kind: 'game' }, 'kind', 'must be one of film, show'],
    [{ genres: 'drama' }, 'genres', 'must be a list'],
    [{ genres: [] }, 'genres', 'must have at least 1 entries'],
    [{ genres: ['a', 'b', 'c', 'd'] }, 'genres', 'must have at most 3 entries'],
    [{ genres: ['a', 'too long'] }, 'genres[1]', 'must have at most 5 characters'],
    [{ person: [] }, 'person', 'must be a JSON object'],
    [{ person: {} }, 'person.name', 'is required'],
  ])('%j', async (change, field, message) => {
    expect(await post({ ...good, ...change })).toMatchObject({
      statusCode: 400,
      code: 'validation_failed',
      message: `${field} ${message}.`,
      errors: [{ field, message }],
    });
  });

  test('all of them at once', async () => {
    const { errors, message } = await post({ rating: 9, year: 1 });
    expect(errors.map(({ field }: { field: string }) => field)).toEqual(['title', 'rating', 'year']);
    expect(message).toBe('title is required; rating must be 5 or less; year must be 1888 or more.');
  });

  test.each([[[]], ['text'], [null]])('and so is a body that is no object: %j', async (payload) => {
    const { body } = await app.inject({
      method: 'POST',
      url: '/',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(payload),
    });
    expect(JSON.parse(body).errors).toEqual([{ field: 'body', message: 'must be a JSON object' }]);
  });

  test('a body that is missing is asked for', async () => {
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/' });
    expect({ statusCode, code: JSON.parse(body).code }).toEqual({ statusCode: 400, code: 'validation_failed' });
  });

  test('a thousand wrong entries do not make a thousand errors', async () => {
    const list = createApp({ log: createLog('test', 'silent'), requestLevel: 'debug', newRequestId: () => 'id' });
    list.post('/', { schema: { body: Type.Array(Type.Integer()) } }, async () => ({}));
    const { body } = await list.inject({ method: 'POST', url: '/', payload: Array(1_000).fill('x') });
    expect(JSON.parse(body).errors).toHaveLength(20);
    await list.close();
  });
});

describe('what is accepted', () => {
  test('fields nobody asked for are dropped, inside too', async () => {
    const stored = await post({ ...good, id: 7, is_staff: true, person: { name: 'Ada', role: 'admin' } });
    expect(stored).toEqual({ statusCode: 200, ...good, person: { name: 'Ada' } });
  });

  test.each(['ada@example.org', ' ada@example.org\n', 'a.b+c@sub.example.co.uk', 'ADA@EXAMPLE.ORG'])(
    '%j is an e-mail address, with what a paste leaves around it',
    async (email) => {
      expect(await post({ ...good, email })).toMatchObject({ statusCode: 200, email });
    },
  );

  test.each(['ada', 'a@b', 'a b@example.org', '<ada@example.org>', 'a@-x.org', 'a,b@example.org', '@example.org'])(
    '%j is none',
    async (email) => {
      expect(await post({ ...good, email })).toMatchObject({ statusCode: 400 });
    },
  );
});

describe('a query', () => {
  test('is text that is converted', async () => {
    expect(await get('page=2&adult=true&genre=1&genre=2')).toEqual({
      statusCode: 200,
      body: { page: 2, adult: true, genre: [1, 2] },
    });
  });

  test('may name one entry of a list', async () => {
    expect((await get('genre=3')).body).toMatchObject({ genre: [3] });
  });

  test('gets its defaults', async () => {
    expect((await get('')).body).toEqual({ page: 1 });
  });

  test.each([
    ['page=two', 'page', 'must be a whole number'],
    ['page=1.5', 'page', 'must be a whole number'],
    ['page=0', 'page', 'must be 1 or more'],
    ['page=1&page=2', 'page', 'must be a whole number'],
    ['page=%00', 'page', 'must be a whole number'],
    ['adult=perhaps', 'adult', 'must be true or false'],
  ])('%s is refused with the name of the field', async (search, field, message) => {
    expect(await get(search)).toMatchObject({ statusCode: 400, body: { errors: [{ field, message }] } });
  });
});
