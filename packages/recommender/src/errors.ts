// What can go wrong here, each with its code and a sentence.

export type FailureCode =
  | 'data_refused'
  | 'too_much_memory'
  | 'worker_died'
  | 'worker_stalled'
  | 'no_model'
  | 'kernels_not_built'
  | 'diverged';

export class RecommenderError extends Error {
  override readonly name = 'RecommenderError';
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export function dataRefused(why: string): RecommenderError {
  return new RecommenderError('data_refused', why);
}

export function tooMuchMemory(needed: number, allowed: number, advice: string): RecommenderError {
  const message = `This needs ${inMegabytes(needed)} and may use ${inMegabytes(allowed)}: ${advice}.`;
  return new RecommenderError('too_much_memory', message);
}

export function workerDied(cause: unknown): RecommenderError {
  return new RecommenderError('worker_died', 'A worker of the training ended before its work did.', cause);
}

export function workerStalled(seconds: number): RecommenderError {
  return new RecommenderError('worker_stalled', `The workers of the training did nothing for ${seconds} s.`);
}

export function noModel(why: string): RecommenderError {
  return new RecommenderError('no_model', `This is not a model we can read: ${why}.`);
}

export function kernelsNotBuilt(output: string): RecommenderError {
  return new RecommenderError('kernels_not_built', `The kernels could not be compiled:\n${output}`);
}

export function diverged(what: string): RecommenderError {
  return new RecommenderError('diverged', `${what} ran away from every number there is: check the values of the data.`);
}

export function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MB`;
}
