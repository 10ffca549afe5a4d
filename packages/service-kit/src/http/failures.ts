// One table from what went wrong to what a client is told.
import type { Problem } from '@movies/contract';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, type Kind } from '../errors.ts';
import type { Log } from '../log.ts';
import { answerUnread } from './unread-bodies.ts';
import { fieldErrors } from './validation.ts';

const STATUS: Record<Kind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  limited: 429,
  unavailable: 503,
  broken: 502,
  late: 504,
};

/** What the framework finds wrong before a handler sees the request, by its code. */
const FRAMEWORK: Record<string, [status: number, code: string, message: string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body_too_large', 'The request body is too large.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unsupported_media_type', 'Send JSON, with Content-Type: application/json.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'invalid_json', 'The request body is not valid JSON.'],
  FST_ERR_BAD_URL: [400, 'invalid_url', 'The path of the request is not valid.'],
  FST_ERR_HANDLER_TIMEOUT: [504, 'too_late', 'This took too long and was given up. Try again in a moment.'],
  FST_ERR_MAX_PARAM_LENGTH: [414, 'invalid_url', 'The path of the request is too long.'],
};

interface Failure {
  status: number;
  code: string;
  message: string;
  fields?: { field: string; message: string }[] | undefined;
  retryAfterSeconds?: number | undefined;
}

function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return { status: STATUS[error.kind], ...pick(error) };
  const { code = '', statusCode = 500, validation, validationContext } = (error ?? {}) as Partial<FastifyError>;
  if (validation) {
    const fields = fieldErrors(validation, validationContext);
    return { status: 400, code: 'validation_failed', message: summary(fields), fields };
  }
  if (error instanceof SyntaxError && statusCode === 400) return fromTable('FST_ERR_CTP_INVALID_JSON_BODY');
  if (FRAMEWORK[code]) return fromTable(code);
  if (statusCode < 500) return { status: statusCode, code: 'bad_request', message: 'The request is not valid.' };
  return { status: 500, code: 'internal', message: 'Something went wrong on our side. It has been logged.' };
}

function pick({ code, message, fields, retryAfterSeconds }: AppError): Omit<Failure, 'status'> {
  return { code, message, fields, retryAfterSeconds };
}

function fromTable(code: string): Failure {
  const [status, name, message] = FRAMEWORK[code] ?? [400, 'bad_request', 'The request is not valid.'];
  return { status, code: name, message };
}

function summary(fields: { field: string; message: string }[]): string {
  return `${fields.map(({ field, message }) => `${field} ${message}`).join('; ')}.`;
}

export function problemOf({ code, message, fields }: Failure, requestId: string): Problem {
  return { status: 'error', code, message, request_id: requestId, ...(fields ? { errors: fields } : {}) };
}

export function failuresSentBy(log: Log) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const failure = failureOf(error);
    if (failure.status >= 500) log.error({ err: error, request_id: request.id }, failure.message);
    if (failure.status === 401) reply.header('www-authenticate', 'Bearer');
    if (failure.retryAfterSeconds !== undefined) reply.header('retry-after', Math.ceil(failure.retryAfterSeconds));
    const body = JSON.stringify(problemOf(failure, request.id));
    if (failure.status === 413) reply.header('content-length', Buffer.byteLength(body));
    return (
      reply
        .code(failure.status)
        .type('application/json; charset=utf-8')
        .header('cache-control', 'no-store')
        // What the framework refuses by itself has been through no hook that sets it.
        .header('x-request-id', request.id)
        .send(failure.status === 413 ? answerUnread([Buffer.from(body)], request.raw) : body)
    );
  };
}

export function nothingAt({ method, url }: FastifyRequest): AppError {
  return new AppError('missing', 'not_found', `There is nothing at ${method} ${url.split('?', 1)[0]?.slice(0, 200)}.`);
}
