import { describe, expect, test } from '@jest/globals';
import { Type } from 'typebox';
import { StartupError } from './errors.ts';
import { databaseUrl, describeSettings, port, readSettings, shared } from './settings.ts';

const Schema = Type.Object({
  PORT: port(8000, 'Port to listen on.'),
  ...shared,
  FACTOR: Type.Number({ minimum: 0, maximum: 10, default: 1 }),
  ADMIN_EMAIL: Type.Optional(Type.String({ format: 'email' })),
  ADMIN_PASSWORD: Type.Optional(Type.String({ minLength: 8 })),
});

const good = { DATABASE_URL: 'postgres://me:hidden@localhost/movies', INTERNAL_SECRET: '0123456789abcdef' };

function refusal(environment: NodeJS.ProcessEnv): string {
  try {
    readSettings(Schema, environment);
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError);
    return (error as Error).message;
  }
  throw new Error('was accepted');
}

describe('an environment that is in order', () => {
  test('is read, with numbers as numbers', () => {
    expect(readSettings(Schema, { ...good, PORT: '9000', FACTOR: '2.5' })).toMatchObject({
      ...good,
      PORT: 9000,
      FACTOR: 2.5,
    });
  });

  test('gets the defaults for what it does not name', () => {
    expect(readSettings(Schema, good)).toMatchObject({ PORT: 8000, HOST: '127.0.0.1', LOG_LEVEL: 'info' });
  });

  test('gets the defaults for what is blank, as compose files leave it', () => {
    expect(readSettings(Schema, { ...good, PORT: '', HOST: '  ', REDIS_URL: '' })).toMatchObject({
      PORT: 8000,
      HOST: '127.0.0.1',
    });
  });

  test('hands over nothing that was not asked for', () => {
    expect(readSettings(Schema, { ...good, PATH: '/bin' })).not.toHaveProperty('PATH');
  });
});

describe('a wrong value is refused in one sentence that names the variable', () => {
  test.each([
    ['PORT', 'eight', 'PORT must be a number from 0 to 65535, but is "eight".'],
    ['PORT', '80.5', 'PORT must be a number from 0 to 65535, but is "80.5".'],
    ['PORT', '70000', 'PORT must be a number from 0 to 65535, but is "70000".'],
    ['PORT', '-1', 'PORT must be a number from 0 to 65535, but is "-1".'],
    ['FACTOR', '11', 'FACTOR must be a number from 0 to 10, but is "11".'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, but is "loud".'],
    ['REDIS_URL', 'localhost', 'REDIS_URL must look like redis://host:6379.'],
    ['DATABASE_URL', 'mysql://x', 'DATABASE_URL must look like postgres://user:password@host/database.'],
    ['ADMIN_EMAIL', 'admin', 'ADMIN_EMAIL must be an email address, but is "admin".'],
    ['INTERNAL_SECRET', 'short', 'INTERNAL_SECRET must have at least 16 characters.'],
  ])('%s=%s', (name, value, sentence) => {
    const message = refusal({ ...good, [name]: value });
    expect(message.startsWith(sentence)).toBe(true);
    expect(message).toMatch(new RegExp(`Change ${name} and start again\\.$`));
  });

  test.each(['INTERNAL_SECRET', 'ADMIN_PASSWORD'])('without showing what %s holds', (name) => {
    expect(refusal({ ...good, [name]: 'Tr0ub4d' })).not.toContain('Tr0ub4d');
  });

  test.each(['DATABASE_URL', 'REDIS_URL'])('without showing the password in %s', (name) => {
    expect(refusal({ ...good, [name]: 'mysql://me:Tr0ub4d@host/movies' })).not.toContain('Tr0ub4d');
  });
});

describe('what is missing', () => {
  test.each(['DATABASE_URL', 'INTERNAL_SECRET'])('%s is named, with what it is for', (name) => {
    const { [name]: _, ...rest } = good as Record<string, string>;
    const { description } = Schema.properties[name as 'DATABASE_URL'] as unknown as { description: string };
    expect(refusal(rest)).toBe(`${name} is not set. ${description}`);
  });

  test('a blank secret counts as missing', () => {
    expect(refusal({ ...good, INTERNAL_SECRET: ' ' })).toMatch(/^INTERNAL_SECRET is not set\./);
  });
});

describe('the value of an example', () => {
  test.each([
    ['INTERNAL_SECRET', 'changemechangeme'],
    ['INTERNAL_SECRET', 'ChangeMeChangeMe'],
    ['ADMIN_PASSWORD', 'change-me'],
    ['ADMIN_PASSWORD', 'password'],
  ])('is refused as %s=%s', (name, value) => {
    expect(refusal({ ...good, [name]: value })).toBe(
      `${name} still has the value of an example. Set ${name} to a secret of your own.`,
    );
  });

  test('is no secret elsewhere: a host may be called like that', () => {
    expect(readSettings(Schema, { ...good, HOST: 'secret' })).toMatchObject({ HOST: 'secret' });
  });
});

test('a table of variables has the name, default and meaning of each', () => {
  const schema = Type.Object({ PORT: port(8000, 'Port to listen on.'), DATABASE_URL: databaseUrl('The database.') });
  expect(describeSettings(schema)).toEqual([
    { name: 'PORT', byDefault: '8000', meaning: 'Port to listen on.' },
    { name: 'DATABASE_URL', byDefault: '', meaning: 'The database.' },
  ]);
});
