// Who gets through to an operation: its caller known, its budget not spent, its origin our own.
import type { Operation } from '@movies/contract';
import { AppError, admit, type Caller, type Identify } from '@movies/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Spend } from './budgets.ts';
import type { Revocations } from './revocations.ts';

interface Needs {
  identify: Identify;
  revocations: Revocations;
  spend: Spend;
  allowedOrigins: ReadonlySet<string>;
}

export type Guard = (operation: Operation, request: FastifyRequest, reply: FastifyReply) => Promise<void>;

export function createGuard({ identify, revocations, spend, allowedOrigins }: Needs): Guard {
  async function callerOf(operation: Operation, request: FastifyRequest): Promise<Caller | undefined> {
    if (operation.access === 'public') return undefined;
    const caller = await identify(request);
    if (caller) revocations.check(caller);
    return caller;
  }

  return async (operation, request, reply) => {
    refuseForeignOrigin(request, allowedOrigins);
    let caller: Caller | undefined;
    try {
      caller = await callerOf(operation, request);
    } catch (refusal) {
      // Guessing tokens costs as much as anything else.
      await spend(operation, undefined, request, reply);
      throw refusal;
    }
    await spend(operation, caller, request, reply);
    request.caller = admit(operation, caller);
  };
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A page of another site must not act for the person who looks at it. Programs send no Origin at all. */
function refuseForeignOrigin(request: FastifyRequest, allowed: ReadonlySet<string>): void {
  if (SAFE.has(request.method)) return;
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined && allowed.has(origin)) return;
  const isForeign = origin === undefined ? site === 'cross-site' : hostOf(origin) !== request.host;
  if (isForeign) throw new AppError('forbidden', 'foreign_origin', 'Pages of other sites may not do this here.');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
