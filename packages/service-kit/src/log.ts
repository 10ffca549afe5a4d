// Logs: for people on a terminal, as JSON lines otherwise; never a password, token or cookie.
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

export type Log = Logger;

const SECRETS = ['authorization', 'cookie', 'password', 'new_password', 'current_password', 'token', 'refresh_token'];
const redact = {
  paths: [...SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), '*.headers["set-cookie"]'],
  censor: '[redacted]',
};

export function createLog(name: string, level: string, terminal = process.stdout.isTTY): Log {
  // A level that does not exist is refused where the settings are read.
  const known = level === 'silent' || level in pino.levels.values;
  const options = { name, level: known ? level : 'info', redact, base: { name } };
  if (!terminal) return pino(options);
  return pino(
    options,
    pretty({ sync: true, ignore: 'pid,hostname,name', translateTime: 'HH:MM:ss', messageFormat: '{name}: {msg}' }),
  );
}
