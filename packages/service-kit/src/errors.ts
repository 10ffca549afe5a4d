// What can go wrong, in the words of the domain. Only `http/failures.ts` knows which status a kind becomes.

export type Kind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'too_large'
  | 'unsupported'
  | 'limited'
  /** Something we need does not answer; it was not asked, or did nothing. */
  | 'unavailable'
  /** Something behind us broke off or talked nonsense; whether it did anything is not known. */
  | 'broken'
  /** Something behind us took too long; whether it did anything is not known. */
  | 'late';

export interface FieldError {
  field: string;
  message: string;
}

interface Details {
  fields?: FieldError[];
  retryAfterSeconds?: number;
  cause?: unknown;
}

export class AppError extends Error {
  readonly kind: Kind;
  readonly code: string;
  readonly fields: FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: Kind, code: string, message: string, { fields, retryAfterSeconds, cause }: Details = {}) {
    super(message, { cause });
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A request that is wrong in one named field. */
export function invalidField(code: string, field: string, message: string): AppError {
  return new AppError('invalid', code, message, { fields: [{ field, message }] });
}

export function unavailable(message: string, cause?: unknown): AppError {
  return new AppError('unavailable', 'unavailable', message, { retryAfterSeconds: 1, cause });
}

/** A start that can't succeed until a person changes something: the message says what. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
