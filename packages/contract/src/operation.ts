// What an operation of the public API is. Services, gateway, documents and clients all read these values.
import type { Static, TSchema } from 'typebox';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type ServiceName = 'auth' | 'movie' | 'recommendation' | 'notification';

/** Who answers: a service, or the gateway itself. */
export type Answerer = ServiceName | 'gateway';

/**
 * Who may call: anyone (`public`), anyone with something more for members (`optional`), whoever is logged in, staff, or
 * superusers. Ownership is a rule of the domain.
 */
export type Access = 'public' | 'optional' | 'member' | 'staff' | 'admin';

/** Which rate limit a call counts against; the gateway holds the figures. */
export type Budget = 'credentials' | 'read' | 'write' | 'heavy' | 'none';

export interface CachePolicy {
  seconds: number;
  /** What a write must purge for the answer to change. `{id}` stands for the path parameter of that name. */
  tags: readonly string[];
  /** `guests`: a member's answer differs and is never kept. */
  for: 'everyone' | 'guests';
}

type Part = TSchema | undefined;
type Replies = Readonly<Record<number, TSchema>>;

export interface Operation<
  Params extends Part = Part,
  Query extends Part = Part,
  Body extends Part = Part,
  Answers extends Replies = Replies,
> {
  id: string;
  method: Method;
  path: string;
  /** Other names of the same operation, as `'POST /auth/signup'`. */
  aliases: readonly string[];
  service: Answerer;
  access: Access;
  budget: Budget;
  group: string;
  summary: string;
  description?: string;
  params: Params;
  query: Query;
  body: Body;
  replies: Answers;
  cache?: CachePolicy;
  /** Whether its body or answer may be too large to be held whole on its way. */
  streams?: boolean;
  /** How long the gateway waits for the service; 2 seconds where nothing else is said. */
  deadlineMs?: number;
  /** What the gateway answers where the service does not. */
  standIn?: 'popular';
}

type Optional = 'aliases' | 'params' | 'query' | 'body';
type Given<O extends Operation> = Omit<O, Optional> & Partial<Pick<O, Optional>>;

export function operation<
  const Answers extends Replies,
  Params extends Part = undefined,
  Query extends Part = undefined,
  Body extends Part = undefined,
>(given: Given<Operation<Params, Query, Body, Answers>>): Operation<Params, Query, Body, Answers> {
  const nothing = { aliases: [], params: undefined, query: undefined, body: undefined };
  return { ...nothing, ...given } as Operation<Params, Query, Body, Answers>;
}

type Value<P extends Part> = P extends TSchema ? Static<P> : undefined;
export type ParamsOf<O extends Operation> = Value<O['params']>;
export type QueryOf<O extends Operation> = Value<O['query']>;
export type BodyOf<O extends Operation> = Value<O['body']>;

/** Every answer of an operation: a status with the body that belongs to it. */
export type ReplyOf<O extends Operation> = {
  [Status in keyof O['replies'] & number]: { status: Status; body: Static<O['replies'][Status]> };
}[keyof O['replies'] & number];

export interface Route {
  method: Method;
  path: string;
}

/** The canonical route of an operation, then its aliases. */
export function routesOf(operation: Operation): Route[] {
  const aliases = operation.aliases.map((alias) => {
    const [method, path] = alias.split(' ');
    return { method, path } as Route;
  });
  return [{ method: operation.method, path: operation.path }, ...aliases];
}
