// The OpenAPI 3.1 document of the API. TypeBox schemas are JSON Schema already, so they go in as they are.
import type { TSchema } from 'typebox';
import { type Operation, routesOf } from './operation.ts';
import { operations } from './operations.ts';
import { Problem } from './problem.ts';
import { type RefusalStatus, refusalsOf } from './refusals.ts';
import { withSamples } from './tour/kept.ts';
import { exampleOf } from './tour/tour.ts';

type Json = Record<string, unknown>;

const PROBLEM = { $ref: '#/components/schemas/Problem' };

const STATUS_MEANINGS: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  400: 'Something in the request is wrong; `errors` names every field',
  401: 'No valid access token',
  403: 'Not allowed',
  404: 'Not found',
  409: 'In conflict with what is there',
  500: 'The service has a problem',
};

const REFUSALS: Record<RefusalStatus, [name: string, meaning: string]> = {
  403: ['ForeignOrigin', 'Not allowed: from a page of another site'],
  413: ['TooLarge', 'The request body is too large'],
  414: ['PathTooLong', 'The path of the request is too long'],
  415: ['UnsupportedMediaType', 'The request body is not JSON'],
  429: ['TooManyRequests', 'Too many requests; `Retry-After` says when to come back'],
  502: ['BadGateway', 'The service broke off its answer; whether it did anything is not known'],
  503: ['Unavailable', 'The service is away; `Retry-After` says when to come back'],
  504: ['TooLate', 'The service took too long; whether it did anything is not known'],
};

export function openApi(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    for (const [index, route] of routesOf(operation).entries()) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      paths[path] ??= {};
      paths[path][route.method.toLowerCase()] = describe(operation, index === 0 ? undefined : index);
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Movie Review Platform', version, description: DESCRIPTION },
    servers: [{ url: '/' }],
    tags: [...new Set(operations.map(({ group }) => group))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem },
      responses: Object.fromEntries(Object.values(REFUSALS).map(([name, description]) => [name, refusal(description)])),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

const DESCRIPTION = `Find, rate and talk about films.

Every operation has one canonical path; some have aliases, which are the same operation under another name.
Errors have one shape everywhere: \`{ status: "error", code, message, request_id, errors? }\`.
Log in, press *Authorize* and paste the \`access_token\` to try the operations that want one.`;

function describe(operation: Operation, alias?: number): Json {
  const { id, group, summary, description, access } = operation;
  const isAlias = alias !== undefined;
  return {
    operationId: isAlias ? `${id}_alias${alias}` : id,
    tags: [group],
    summary: isAlias ? `Alias: ${summary}` : summary,
    description: [
      isAlias ? `The same as \`${operation.method} ${operation.path}\`.` : description,
      access === 'staff' && 'For staff.',
      access === 'admin' && 'For superusers.',
    ]
      .filter(Boolean)
      .join('\n\n'),
    ...SECURITY[access],
    ...requestOf(operation),
    responses: responses(operation),
  };
}

const WITH_TOKEN = { security: [{ token: [] }] };
const SECURITY: Record<Operation['access'], Json> = {
  public: {},
  optional: { security: [{}, { token: [] }] },
  member: WITH_TOKEN,
  staff: WITH_TOKEN,
  admin: WITH_TOKEN,
};

/** What an operation takes, with an example. */
function requestOf(operation: Operation): Json {
  const example = exampleOf(operation);
  const parameters = [
    ...parametersOf('path', operation.params, example?.params),
    ...parametersOf('query', operation.query, example?.query),
  ];
  if (example?.file) return { parameters, requestBody: { required: true, content: FORM } };
  if (!operation.body) return { parameters };
  const content = jsonOf(operation.body, example && { example: withSamples(example.body) });
  return { parameters, requestBody: { required: true, content } };
}

const FORM = {
  'multipart/form-data': {
    schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
  },
};

interface ObjectSchema {
  properties: Record<string, TSchema & { description?: string }>;
  required?: string[];
}

function parametersOf(place: 'path' | 'query', schema: TSchema | undefined, examples: Json = {}): Json[] {
  if (!schema) return [];
  const { properties, required = [] } = schema as unknown as ObjectSchema;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(property.description ? { description: property.description } : {}),
    schema: property,
    ...(name in examples ? { example: withSamples(examples[name]) } : {}),
  }));
}

function responses(operation: Operation): Json {
  const refusals = refusalsOf(operation).map((status) => [
    status,
    { $ref: `#/components/responses/${REFUSALS[status][0]}` },
  ]);
  const answers = Object.entries(operation.replies).map(([status, schema]) => [
    status,
    (schema as unknown) === Problem
      ? refusal(STATUS_MEANINGS[Number(status)])
      : { description: STATUS_MEANINGS[Number(status)] ?? 'Answer', content: jsonOf(schema) },
  ]);
  return Object.fromEntries([...refusals, ...answers]);
}

function refusal(description = 'Refused'): Json {
  return { description, content: jsonOf(PROBLEM) };
}

function jsonOf(schema: unknown, more: Json = {}): Json {
  return { 'application/json': { schema, ...more } };
}
