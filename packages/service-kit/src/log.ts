// Logs: for people on a terminal, as JSON lines otherwise; never a password, token or cookie.
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import { requestId } from './request-id.ts';

export type Log = Logger;

const SECRETS = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'x-internal-secret',
  'password',
  'new_password',
  'current_password',
  'confirm_password',
  'token',
  'access_token',
  'refresh_token',
]);
const DEPTH = 5;

export function createLog(name: string, level: string, terminal = process.stdout.isTTY): Log {
  // A level that does not exist is refused where the settings are read.
  const known = level === 'silent' || level in pino.levels.values;
  const options = {
    level: known ? level : 'info',
    base: { name },
    mixin: ofRequest,
    // pino's own redaction takes twenty times as long for every line.
    formatters: { log: (fields: Record<string, unknown>) => withoutSecrets(fields, DEPTH) as Record<string, unknown> },
    serializers: { err: withoutValues },
  };
  if (!terminal) return pino(options, linesInBatches());
  return pino(
    options,
    pretty({ sync: true, ignore: 'pid,hostname,name', translateTime: 'HH:MM:ss', messageFormat: '{name}: {msg}' }),
  );
}

function ofRequest(): object {
  const request_id = requestId();
  return request_id === undefined ? {} : { request_id };
}

const FLUSH_MS = 200;

let lines: ReturnType<typeof pino.destination> | undefined;

/** A line of its own for each request would cost more than the request: all logs of a process are written many at a time. */
function linesInBatches() {
  if (lines) return lines;
  const opened = pino.destination({ dest: 1, sync: false, minLength: 4096 });
  setInterval(() => opened.flush(), FLUSH_MS).unref();
  process.on('exit', () => opened.flushSync());
  lines = opened;
  return opened;
}

function withoutSecrets(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (Array.isArray(value)) return value.map((entry) => withoutSecrets(entry, depth - 1));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return value;
  const entries = Object.entries(value).map(([name, inside]) => [
    name,
    SECRETS.has(name.toLowerCase()) ? '[redacted]' : withoutSecrets(inside, depth - 1),
  ]);
  return Object.fromEntries(entries);
}

/** Of a failure only what it is: drivers hang the values of a query and the words of a login on theirs. */
function withoutValues(error: Error): unknown {
  const seen = pino.stdSerializers.err(error);
  if (typeof seen !== 'object' || seen === null) return seen;
  const { type, message, stack, code, constraint, query } = seen;
  return { type, message, stack, code, constraint, query };
}
