// The Postman collection: the tour, request by request, each with a test of its success and with what it keeps.
import { type KeptName, SAMPLES } from './tour/kept.ts';
import type { Chapter, Step, Traveller } from './tour/step.ts';
import { tour } from './tour/tour.ts';

type Json = Record<string, unknown>;

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

const DESCRIPTION = `Every operation under every name, in an order in which each succeeds.

Set \`base_url\`, and for what staff may do \`admin_email\` and \`admin_password\`; then run the collection from the top, or send
single requests after "Register": tokens and ids are kept as variables. Confirming an address and resetting a password want
the codes of the letters in \`confirmation_code\` and \`reset_code\`; without them these two are left out.
The films that are asked for by number are those of the demo data.`;

/** What is given before the first request; the rest is kept on the way. */
const GIVEN: KeptName[] = ['password', 'new_password', 'admin_email'];

const BEGIN = [
  '// Names that nobody has yet, each time the tour begins.',
  "if (!pm.collectionVariables.get('run')) pm.collectionVariables.set('run', Date.now().toString(36));",
];

export function postmanCollection(): Json {
  return {
    info: { name: 'Movie Review Platform', description: DESCRIPTION, schema: SCHEMA },
    item: tour.map(folder),
    event: [script('prerequest', BEGIN)],
    variable: [
      { key: 'base_url', value: 'http://localhost:8000' },
      ...GIVEN.map((key) => ({ key, value: SAMPLES[key] })),
      { key: 'admin_password', value: '' },
    ],
  };
}

function folder({ title, steps }: Chapter): Json {
  return { name: title, item: steps.map(request) };
}

function request(step: Step): Json {
  const { title, operation, route } = step;
  const scripts = [
    ...(step.needs ? [script('prerequest', leftOutWithout(step.needs))] : []),
    script('test', tests(step)),
  ];
  return {
    name: title,
    event: scripts,
    request: {
      method: route.method,
      description: operation.description ?? operation.summary,
      ...authOf(step.as),
      ...contentOf(step),
      url: urlOf(step),
    },
  };
}

function script(listen: string, exec: string[]): Json {
  return { listen, script: { type: 'text/javascript', exec } };
}

function leftOutWithout(name: string): string[] {
  return [`if (!pm.variables.get('${name}')) pm.execution.skipRequest();`];
}

const TRY_AGAIN_MS = 200;

function tests({ operation, keeps, until }: Step): string[] {
  const success = Object.keys(operation.replies).filter((status) => Number(status) < 400);
  const usesAnswer = until !== undefined || Object.keys(keeps).length > 0;
  return [
    `pm.test('succeeds', () => pm.expect(pm.response.code).to.be.oneOf([${success.join(', ')}]));`,
    ...(usesAnswer ? ['const answer = pm.response.json();'] : []),
    ...Object.entries(keeps).map(([name, where]) => `pm.collectionVariables.set('${name}', ${where});`),
    ...(until === undefined ? [] : again(until)),
  ];
}

function again(until: string): string[] {
  return [
    '// Not yet: once more, a moment later.',
    `if (pm.response.code < 400 && !(${until})) {`,
    '  pm.execution.setNextRequest(pm.info.requestId);',
    `  setTimeout(() => undefined, ${TRY_AGAIN_MS});`,
    '}',
  ];
}

const TOKENS: Record<Traveller, string | undefined> = {
  guest: undefined,
  member: 'access_token',
  other: 'other_token',
  staff: 'admin_token',
};

function authOf(who: Traveller): Json {
  const token = TOKENS[who];
  if (token === undefined) return { auth: { type: 'noauth' } };
  return { auth: { type: 'bearer', bearer: [{ key: 'token', value: `{{${token}}}`, type: 'string' }] } };
}

const BOUNDARY = 'the-end-of-a-part';

function contentOf({ body, file }: Step): Json {
  if (file) return raw(`multipart/form-data; boundary=${BOUNDARY}`, formWith(file));
  if (body === undefined) return { header: [] };
  return raw('application/json', textOf(body), { options: { raw: { language: 'json' } } });
}

function raw(type: string, text: string, more: Json = {}): Json {
  return { header: [{ key: 'Content-Type', value: type }], body: { mode: 'raw', raw: text, ...more } };
}

/** Numbers that were kept stand without quotes. */
function textOf(body: unknown): string {
  const text = JSON.stringify(body, null, 2);
  return text.replace(/"(\{\{(\w+)\}\})"/g, (quoted, plain: string, name: KeptName) =>
    typeof SAMPLES[name] === 'number' ? plain : quoted,
  );
}

/** Written out, so that there is no file that someone would have to have. */
function formWith({ name, content }: { name: string; content: string }): string {
  const head = `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv`;
  return `--${BOUNDARY}\r\n${head}\r\n\r\n${content}\r\n--${BOUNDARY}--\r\n`;
}

function urlOf({ route, params, query }: Step): Json {
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const search = Object.entries(query).map(([key, value]) => ({ key, value: String(value) }));
  const text = search.map(
    ({ key, value }) => `${key}=${encodeURIComponent(value).replace(/%7B%7B|%7D%7D/g, decodeURIComponent)}`,
  );
  return {
    raw: `{{base_url}}${route.path}${text.length > 0 ? `?${text.join('&')}` : ''}`,
    host: ['{{base_url}}'],
    path: route.path.split('/').slice(1),
    ...(search.length > 0 ? { query: search } : {}),
    ...(names.length > 0 ? { variable: names.map((key) => ({ key, value: String(params[key]) })) } : {}),
  };
}
