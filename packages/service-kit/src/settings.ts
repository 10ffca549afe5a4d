// Reads a process's environment by one schema, and says in a sentence which variable is wrong.
import { Ajv, type ErrorObject } from 'ajv';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import { StartupError } from './errors.ts';
import { withFiles } from './settings-files.ts';

export function databaseUrl(description: string) {
  return Type.String({
    pattern: '^postgres(ql)?://',
    examples: ['postgres://user:password@host/database'],
    description,
  });
}

/** Named as OpenTelemetry names them. */
export const tracing = {
  OTEL_EXPORTER_OTLP_ENDPOINT: Type.Optional(
    Type.String({
      pattern: '^https?://',
      examples: ['http://collector:4318'],
      description: 'Where traces are sent, by OTLP over HTTP, as `http://collector:4318`. Without one there are none.',
    }),
  ),
  OTEL_TRACES_SAMPLER_ARG: Type.Optional(
    Type.Number({ minimum: 0, maximum: 1, description: 'How many of all requests are traced, from 0 to 1.' }),
  ),
};

/** Variables that mean the same in every process. */
export const shared = {
  HOST: Type.String({ default: '127.0.0.1', description: 'Address to listen on; `0.0.0.0` for all.' }),
  DATABASE_URL: databaseUrl('The PostgreSQL server and database.'),
  REDIS_URL: Type.Optional(
    Type.String({
      pattern: '^rediss?://',
      examples: ['redis://host:6379'],
      description: 'Redis for cache, limits and jobs; needed by more than one process.',
    }),
  ),
  JOBS_REDIS_URL: Type.Optional(
    Type.String({
      pattern: '^rediss?://',
      examples: ['redis://host:6379'],
      description:
        'Another Redis for the jobs, one that forgets nothing, so that the cache may be flushed and may forget.',
    }),
  ),
  DRAIN_SECONDS: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 60,
      description:
        'How long a replica that is told to stop goes on answering while others turn away from it; 5 is enough.',
    }),
  ),
  LOG_LEVEL: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
    default: 'info',
    description: 'How much is logged.',
  }),
  ...tracing,
  INTERNAL_SECRET: Type.String({
    minLength: 16,
    description: 'What the services show each other; the same in every process. `openssl rand -hex 32` makes one.',
  }),
};

export const publicUrl = Type.Optional(
  Type.String({
    pattern: '^https?://[^/]+$',
    examples: ['https://films.example.org'],
    description: 'Where people find the web pages, as `https://films.example.org`: letters link there.',
  }),
);

export function port(byDefault: number, description: string) {
  return Type.Integer({ minimum: 0, maximum: 65_535, default: byDefault, description });
}

/** The address of a service that the process can't do without. */
export function whereIs(service: string, usualPort: number) {
  return Type.String({ ...addressOf(service, usualPort), default: `http://${service}-service:${usualPort}` });
}

/** The address of a service that may be missing. */
export function whereMayBe(service: string, usualPort: number) {
  return Type.Optional(Type.String(addressOf(service, usualPort)));
}

function addressOf(service: string, usualPort: number) {
  return {
    pattern: '^https?://',
    examples: [`http://${service}-service:${usualPort}`],
    description: `Where the ${service} service is reached.`,
  };
}

const ajv = new Ajv({ coerceTypes: true, useDefaults: true, removeAdditional: 'all', strict: false, verbose: true });
ajv.addFormat('email', /^\S+@\S+\.\S+$/);

export function readSettings<T extends TObject>(schema: T, environment: NodeJS.ProcessEnv): Static<T> {
  const given = Object.entries(withFiles(Object.keys(schema.properties), environment)).filter(
    ([, value]) => value !== undefined && value.trim() !== '',
  );
  const settings = Object.fromEntries(given);
  const validate = ajv.compile(schema);
  if (!validate(settings)) throw new StartupError(sentence(validate.errors?.[0]));
  refuseExamples(settings);
  return settings as Static<T>;
}

const SECRET = /SECRET|PASSWORD|TOKEN/;
// What is printed ends in logs; a URL may have a password in it.
const HIDDEN = new RegExp(`${SECRET.source}|URL`);

function sentence(error: ErrorObject | undefined): string {
  if (error?.keyword === 'required') return `${error.params.missingProperty} is not set. ${hint(error)}`.trim();
  const name = error?.instancePath.slice(1) ?? 'The environment';
  const given = HIDDEN.test(name) ? '' : `, but is "${error?.data}"`;
  return `${name} ${expectation(error)}${given}. Change ${name} and start again.`;
}

interface Bounds {
  enum?: string[];
  minimum?: number;
  maximum?: number;
  examples?: string[];
}

function expectation(error: ErrorObject | undefined): string {
  const schema = error?.parentSchema as Bounds;
  if (schema?.enum) return `must be one of ${schema.enum.join(', ')}`;
  if (schema?.maximum !== undefined) return `must be a number from ${schema.minimum} to ${schema.maximum}`;
  if (error?.keyword === 'minLength') return `must have at least ${error.params.limit} characters`;
  if (error?.keyword === 'format') return `must be an ${error.params.format} address`;
  if (schema?.examples) return `must look like ${schema.examples[0]}`;
  return error?.message ?? 'is wrong';
}

function hint(error: ErrorObject): string {
  const schema = error.parentSchema as unknown as TObject;
  return (schema.properties[error.params.missingProperty] as Described)?.description ?? '';
}

const EXAMPLES = new Set(['changeme', 'change-me', 'secret', 'password', 'changemechangeme']);

function refuseExamples(settings: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(settings)) {
    if (SECRET.test(name) && EXAMPLES.has(String(value).toLowerCase())) {
      throw new StartupError(`${name} still has the value of an example. Set ${name} to a secret of your own.`);
    }
  }
}

type Described = TSchema & { description?: string; default?: unknown };

/** Rows of a table of variables: name, default, meaning. */
export function describeSettings(schema: TObject): { name: string; byDefault: string; meaning: string }[] {
  return Object.entries(schema.properties as Record<string, Described>).map(([name, property]) => ({
    name,
    byDefault: property.default === undefined ? '' : String(property.default),
    meaning: property.description ?? '',
  }));
}
