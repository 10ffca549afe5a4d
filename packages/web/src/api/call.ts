// Calls an operation as whoever is logged in, and throws what went wrong.
import type { Operation, Problem, ReplyOf } from '@movies/contract';
import { type Answer, type Call, createClient } from '@movies/contract/client';
import { currentToken, renew } from '../session/session.ts';

type Success = 200 | 201 | 202;

/** The body of an operation's good answer. */
export type BodyFrom<O extends Operation> = Extract<ReplyOf<O>, { status: Success }>['body'];

export interface Answered<O extends Operation> {
  body: BodyFrom<O>;
  status: number;
  headers: Headers;
}

/** An answer that is a refusal, or none at all (`status` 0). */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: { field: string; message: string }[];
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, problem: Partial<Problem>, headers?: Headers) {
    super(problem.message ?? '');
    this.status = status;
    this.code = problem.code ?? 'no_answer';
    this.fields = problem.errors ?? [];
    this.requestId = problem.request_id;
    this.retryAfterSeconds = Number(headers?.get('retry-after')) || undefined;
  }
}

const ask = createClient('');

export async function call<O extends Operation>(operation: O, given?: Call<O>): Promise<Answered<O>> {
  const token = operation.access === 'public' ? undefined : await reachably(currentToken());
  const answer = await reachably(ask(operation, { ...given, token } as Call<O>));
  if (answer.status !== 401 || token === undefined) return goodOnly(answer);
  const renewed = await reachably(renew(token));
  return goodOnly(await reachably(ask(operation, { ...given, token: renewed } as Call<O>)));
}

async function reachably<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Refusal(0, {});
  }
}

function goodOnly<O extends Operation>({ status, body, headers }: Answer<O>): Answered<O> {
  if (status >= 400) throw new Refusal(status, typeof body === 'object' ? (body as Problem) : {}, headers);
  return { status, body: body as BodyFrom<O>, headers };
}
