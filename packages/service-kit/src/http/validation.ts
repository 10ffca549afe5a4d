// Checks requests against the contract. Fields nobody asked for are dropped; every wrong field is named in words.
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';
import type { FastifySchemaValidationError } from 'fastify/types/schema.js';
import type { FieldError } from '../errors.ts';

const EMAIL =
  /^[^\s\p{C}@"(),:;<>[\\\]]+@[A-Za-z\d](?:[A-Za-z\d-]*[A-Za-z\d])?(?:\.[A-Za-z\d](?:[A-Za-z\d-]*[A-Za-z\d])?)+$/u;

const common = { removeAdditional: true, useDefaults: true, allErrors: true, strict: false } as const;
// What stands in a URL is text until it is converted; a JSON body says itself what is a number.
const ofUrl = new Ajv({ ...common, coerceTypes: 'array' });
const ofBody = new Ajv({ ...common, coerceTypes: false });
for (const ajv of [ofUrl, ofBody]) {
  addFormats.default(ajv, ['date', 'date-time', 'uuid', 'uri']);
  // What is pasted may have spaces around it.
  ajv.addFormat('email', (text) => EMAIL.test(text.trim()));
}

/** Compiled when it is first wanted: most of an API is not called in the first seconds, or in a test. */
export const validatorOf: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  const ajv = httpPart === 'body' ? ofBody : ofUrl;
  let compiled: ValidateFunction | undefined;
  const validate = (data: unknown): boolean => {
    compiled ??= ajv.compile(schema);
    const isFine = compiled(data);
    validate.errors = compiled.errors;
    return isFine;
  };
  validate.errors = undefined as ValidateFunction['errors'];
  return validate as ReturnType<FastifySchemaCompiler<object>>;
};

const MOST_ERRORS = 20;

export function fieldErrors(errors: FastifySchemaValidationError[], part = 'body'): FieldError[] {
  const found = new Map<string, FieldError>();
  for (const error of errors) {
    const field = fieldOf(error) || part;
    // Of several reasons for one field, the first is the most telling: anyOf only sums up its branches.
    if (!found.has(field)) found.set(field, { field, message: inWords(error) });
  }
  return [...found.values()].slice(0, MOST_ERRORS);
}

function fieldOf({ instancePath, keyword, params }: FastifySchemaValidationError): string {
  const path = instancePath
    .slice(1)
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.');
  if (keyword !== 'required') return path;
  return path ? `${path}.${params.missingProperty}` : String(params.missingProperty);
}

function inWords({ keyword, params, message }: FastifySchemaValidationError): string {
  return WORDS[keyword]?.(params) ?? message ?? 'is wrong';
}

const WORDS: Record<string, (params: Record<string, unknown>) => string> = {
  required: () => 'is required',
  type: ({ type }) => TYPES[String(type)] ?? `must be ${type}`,
  minLength: ({ limit }) => (limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`),
  maxLength: ({ limit }) => `must have at most ${limit} characters`,
  minItems: ({ limit }) => `must have at least ${limit} entries`,
  maxItems: ({ limit }) => `must have at most ${limit} entries`,
  minimum: ({ limit }) => `must be ${limit} or more`,
  maximum: ({ limit }) => `must be ${limit} or less`,
  multipleOf: ({ multipleOf }) => `must be in steps of ${multipleOf}`,
  format: ({ format }) => FORMATS[String(format)] ?? 'has the wrong form',
  enum: ({ allowedValues }) => `must be one of ${(allowedValues as unknown[]).join(', ')}`,
  const: ({ allowedValue }) => `must be ${allowedValue}`,
  pattern: () => 'has characters that are not allowed here',
};

const TYPES: Record<string, string> = {
  array: 'must be a list',
  boolean: 'must be true or false',
  integer: 'must be a whole number',
  number: 'must be a number',
  object: 'must be a JSON object',
  string: 'must be text',
};

const FORMATS: Record<string, string> = {
  email: 'must be an e-mail address',
  date: 'must be a date like 1999-12-31',
  'date-time': 'must be a time like 1999-12-31T23:59:59Z',
  uuid: 'must be a UUID',
  uri: 'must be a URL',
};
