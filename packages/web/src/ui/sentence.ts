import { Refusal } from '../api/call.ts';
import { words } from '../words/index.ts';

/** What to tell a person of a failure. The platform's own sentences are made to be read. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Refusal)) return words.states.unknown;
  if (error.status === 0) return words.states.offline;
  if (error.status === 429) return words.states.tooOften(error.retryAfterSeconds);
  if (error.status >= 500) return words.states.busy;
  return error.message || words.states.unknown;
}

/** Of what was shown before it was saved, and then was not. */
export function notSaved(error: unknown): string {
  return `${sentenceOf(error)} ${words.states.notSaved}`;
}
