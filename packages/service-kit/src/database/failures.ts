// What PostgreSQL's failures mean to a caller.
import { AppError, unavailable } from '../errors.ts';

interface DriverError extends Error {
  code?: string;
  constraint?: string;
  driverError?: DriverError;
}

// Classes of SQLSTATE: connection lost, resources exhausted, server going down, I/O error.
const SERVER_AWAY = /^(08|53|57P|58|XX000)/;
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
const TIMED_OUT = /timeout|Connection terminated|not queryable|connection error|Cannot use a pool|Client was closed/i;
// The server gave up on purpose: a lock or statement took too long, or two writers met. Trying again may work.
const TRY_AGAIN = new Set(['57014', '55P03', '40001', '40P01']);
// Values that no column can hold, such as text with a NUL or a number out of range.
const BAD_VALUE = /^22/;

export function isConnectionLost(error: unknown): boolean {
  const { code = '', message } = driverErrorOf(error);
  return SERVER_AWAY.test(code) || NETWORK.has(code) || TIMED_OUT.test(message);
}

export function translated(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const cause = driverErrorOf(error);
  const { code = '' } = cause;
  if (TRY_AGAIN.has(code) || isConnectionLost(cause)) {
    return unavailable('The database does not answer right now. Try again in a moment.', cause);
  }
  if (BAD_VALUE.test(code)) {
    return new AppError('invalid', 'invalid_value', 'A value in the request can not be stored.', { cause });
  }
  return error;
}

/** The name of the unique constraint that a write ran into, if that is what happened. */
export function violatedUnique(error: unknown): string | undefined {
  const { code, constraint } = driverErrorOf(error);
  return code === '23505' ? constraint : undefined;
}

function driverErrorOf(error: unknown): DriverError {
  const given = (error instanceof AppError ? error.cause : error) as DriverError | undefined;
  return given?.driverError ?? given ?? new Error('unknown failure');
}
