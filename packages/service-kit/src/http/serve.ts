// Binds an operation of the contract to its handler: who may call, what comes in and what goes out.
import type { BodyOf, Operation, ParamsOf, QueryOf, ReplyOf } from '@movies/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { TSchema } from 'typebox';
import { AppError } from '../errors.ts';
import { type Caller, type Identify, mustLogIn } from './identity.ts';

type CallerFor<O extends Operation> = O['access'] extends 'public' | 'optional' ? Caller | undefined : Caller;

export interface Asked<O extends Operation> {
  params: ParamsOf<O>;
  query: QueryOf<O>;
  body: BodyOf<O>;
  caller: CallerFor<O>;
  request: FastifyRequest;
  /** For headers that go with a failure as well. */
  reply: FastifyReply;
}

export type Answered<O extends Operation> = ReplyOf<O> & { headers?: Record<string, string | string[]> };

/** An answer with its status as the contract names it. */
export function answer<const Status extends number, Body>(
  status: Status,
  body: Body,
  headers: Record<string, string | string[]> = {},
): { status: Status; body: Body; headers: Record<string, string | string[]> } {
  return { status, body, headers };
}

export type Handler<O extends Operation> = (asked: Asked<O>) => Promise<Answered<O>>;

/** `scope` is where the route lives, for one that takes other bodies than the rest; the whole app where none is given. */
export type Serve = <const O extends Operation>(operation: O, handler: Handler<O>, scope?: FastifyInstance) => void;

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | undefined;
  }
  interface FastifyContextConfig {
    operation?: Operation;
  }
}

export function server(app: FastifyInstance, identify: Identify): Serve {
  app.decorateRequest('caller', undefined);
  return (operation, handler, scope = app) => {
    scope.route({
      method: operation.method,
      url: operation.path,
      schema: schemaOf(operation),
      config: { operation, streams: operation.streams ?? false },
      onRequest: async (request) => {
        if (operation.access !== 'public') request.caller = admit(operation, await identify(request));
      },
      preValidation: async (request) => {
        // No body says as much as an empty one: which fields are missing, if any has to be there.
        if (operation.body && request.body === undefined) request.body = {};
      },
      handler: async (request, reply) => {
        const { params, query, body, caller } = request;
        const asked = { params, query, body, caller, request, reply } as Parameters<typeof handler>[0];
        return send(reply, await handler(asked));
      },
    });
  };
}

function send(reply: FastifyReply, answer: Answered<Operation>): FastifyReply {
  if (answer.headers) reply.headers(answer.headers);
  return reply.code(answer.status).send(answer.body);
}

/** Lets a caller through to an operation, or says why not. */
export function admit(operation: Operation, caller: Caller | undefined): Caller | undefined {
  if (operation.access === 'optional' || operation.access === 'public') return caller;
  if (!caller) throw mustLogIn();
  if (operation.access === 'staff' && !caller.isStaff) throw notAllowed('staff');
  if (operation.access === 'admin' && !caller.isSuperuser) throw notAllowed('superusers');
  return caller;
}

function notAllowed(who: string): AppError {
  return new AppError('forbidden', 'not_allowed', `Only ${who} may do this.`);
}

function schemaOf({ params, query, body, replies }: Operation): NonNullable<RouteOptions['schema']> {
  return {
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    response: replies as Record<number, TSchema>,
  };
}
