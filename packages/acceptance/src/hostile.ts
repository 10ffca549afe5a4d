// Makes requests that are wrong, or nearly right, in every way their schema allows one to think of. The same seed makes the
// same requests.
import type { Operation } from '@movies/contract';

type Json = unknown;
export type Random = () => number;

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  enum?: Json[];
  const?: Json;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

export interface HostileRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function hostileRequest(operation: Operation, path: string, token: string, random: Random): HostileRequest {
  const { params, query, body, method } = operation;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    if (chance(0.5, random)) return encodeURIComponent(pick(LIKELY_IDS, random));
    const schema = (params as Schema | undefined)?.properties?.[name];
    return encodeURIComponent(String(value(schema ?? {}, random)).toWellFormed());
  });
  const search = queryText((query as Schema | undefined)?.properties ?? {}, random);
  return {
    method,
    path: filled + search,
    headers: headers(token, random),
    body: method === 'GET' ? undefined : bodyText(body as Schema | undefined, random),
  };
}

function headers(token: string, random: Random): Record<string, string> {
  return {
    ...(chance(0.8, random) ? { 'content-type': 'application/json' } : { 'content-type': pick(TYPES, random) }),
    ...(chance(0.85, random) ? { authorization: `Bearer ${token}` } : {}),
    ...(chance(0.1, random) ? { authorization: pick(AUTHORIZATIONS, random) } : {}),
    ...(chance(0.1, random) ? { cookie: `refresh_token=${pick(SAFE_STRINGS, random)}` } : {}),
  };
}

function queryText(properties: Record<string, Schema>, random: Random): string {
  const given = new URLSearchParams();
  for (const [name, schema] of Object.entries(properties)) {
    if (chance(0.5, random)) given.append(name, String(value(schema, random)));
  }
  if (chance(0.1, random)) given.append(pick(STRINGS, random), pick(STRINGS, random));
  return given.size === 0 ? '' : `?${given}`;
}

function bodyText(schema: Schema | undefined, random: Random): string | undefined {
  if (chance(0.03, random)) return pick(BROKEN_BODIES, random);
  if (!schema) return chance(0.5, random) ? undefined : JSON.stringify(pick(VALUES, random));
  return JSON.stringify(chance(0.05, random) ? pick(VALUES, random) : value(schema, random));
}

/** A value that fits a schema, or nearly does, or not at all. */
function value(schema: Schema, random: Random): Json {
  if (chance(0.15, random)) return pick(VALUES, random);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(schema.enum, random);
  if (schema.anyOf) return value(pick(schema.anyOf, random), random);
  if (schema.properties) return object(schema, random);
  switch (schema.type) {
    case 'array':
      return Array.from({ length: Math.floor(random() * 4) }, () => value(schema.items ?? {}, random));
    case 'integer':
    case 'number':
      return pick([schema.minimum ?? 0, schema.maximum ?? 1, 1, 2, 3, 0, -1, 1.5, ...NUMBERS], random);
    case 'boolean':
      return chance(0.5, random);
    default:
      return text(schema, random);
  }
}

function object({ properties = {}, required = [] }: Schema, random: Random): Json {
  const made: Record<string, Json> = {};
  for (const [name, schema] of Object.entries(properties)) {
    if (chance(required.includes(name) ? 0.95 : 0.5, random)) made[name] = value(schema, random);
  }
  if (chance(0.1, random)) made[pick(['is_superuser', 'id', '__proto__', 'constructor', 'role'], random)] = true;
  return made;
}

function text({ format, minLength = 0, maxLength = 20 }: Schema, random: Random): string {
  if (format === 'email') return `p${Math.floor(random() * 1e9)}@example.org`;
  if (format === 'uuid') return '00000000-0000-4000-8000-000000000000';
  if (format === 'date') return pick(['1990-01-31', '2024-02-30', '0000-00-00', '9999-12-31'], random);
  if (chance(0.5, random)) return pick(STRINGS, random);
  const length = pick([minLength, maxLength, maxLength + 1, Math.min(8, maxLength)], random);
  return 'x'.repeat(Math.min(length, 3_000));
}

function chance(share: number, random: Random): boolean {
  return random() < share;
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)] as T;
}

/** Of films and people that are there, in the demo data at least. */
const LIKELY_IDS = [
  '1',
  '2',
  '3',
  '603',
  '129',
  '238',
  '1000000000',
  'imdb:tt0133093',
  'tmdb:129',
  '0603',
  '2147483648',
];
const SAFE_STRINGS = [
  '',
  'x',
  "' OR 1=1--",
  '../../etc/passwd',
  '%00',
  '%2e%2e%2f',
  '{{7*7}}',
  '<script>alert(1)</script>',
];
const STRINGS = [
  ...SAFE_STRINGS,
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\u200b',
  '🎬'.repeat(20),
  'İıſK',
  '1e309',
  '-0',
  'null',
  '9'.repeat(40),
  'a'.repeat(5_000),
  "\\'; DROP TABLE users; --",
  '{"$ne":null}',
  'a@b.c'.repeat(100),
];
const NUMBERS = [2_147_483_647, 2_147_483_648, 9_007_199_254_740_992, -2_147_483_649, 1e308, 0.1 + 0.2];
const VALUES: Json[] = [null, true, false, [], {}, [[[]]], { a: { b: {} } }, '', 'x', ...NUMBERS, ...STRINGS];
const TYPES = [
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'x',
];
const AUTHORIZATIONS = [
  'Bearer',
  'Bearer x.y.z',
  'Basic YTpi',
  'Bearer eyJhbGciOiJub25lIn0.e30.',
  'bearer  two  words',
];
const BROKEN_BODIES = [
  '',
  '{',
  '{"a":',
  '[1,2',
  'nonsense',
  `${'['.repeat(5_000)}`,
  '{"__proto__":{"x":1}}',
  '"',
  '\u0000',
];
