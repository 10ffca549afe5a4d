// A step of the tour: one operation under one of its names, with an example of what it takes, and what is kept of its
// answer for later steps.
import type { BodyOf, Operation, ParamsOf, QueryOf, Route } from '../operation.ts';
import { routesOf } from '../operation.ts';

/** Whose access token goes along. */
export type Traveller = 'guest' | 'member' | 'other' | 'staff';

export interface Step {
  title: string;
  operation: Operation;
  route: Route;
  as: Traveller;
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  /** A file to send as a form, instead of a body. */
  file: { name: string; content: string } | undefined;
  /** What later steps need, by its name: where it stands in `answer`, as JavaScript says it. */
  keeps: Record<string, string>;
  /** The step is left out where this is not given: nobody can know it but whoever reads the letters. */
  needs: string | undefined;
  /** The step is taken again until this holds of `answer`. */
  until: string | undefined;
}

export interface Chapter {
  title: string;
  steps: Step[];
}

type Part<Name extends string, T> = [T] extends [undefined] ? unknown : { [K in Name]: T };
type MaybePart<Name extends string, T> = [T] extends [undefined] ? unknown : { [K in Name]?: T };

type Example<O extends Operation> = Part<'params', ParamsOf<O>> &
  MaybePart<'query', QueryOf<O>> &
  Part<'body', BodyOf<O>> &
  Partial<Pick<Step, 'as' | 'title' | 'keeps' | 'needs' | 'until' | 'file'>>;

interface Given {
  params?: object;
  query?: object;
  body?: unknown;
  as?: Traveller;
  title?: string;
  keeps?: Record<string, string>;
  needs?: string;
  until?: string;
  file?: Step['file'];
}

/** A step by the operation's own name. */
export function step<O extends Operation>(operation: O, ...[example]: StepExample<O>): Step {
  return stepBy(operation, routesOf(operation)[0] as Route, (example ?? {}) as Given);
}

/** Nothing needs to be said of an operation that takes nothing. */
type StepExample<O extends Operation> = object extends Example<O> ? [example?: Example<O>] : [example: Example<O>];

/** One step for each of the operation's names, which can be taken one after the other. */
export function everyName<O extends Operation>(operation: O, ...[example]: StepExample<O>): Step[] {
  return routesOf(operation).map((route) => stepBy(operation, route, (example ?? {}) as Given));
}

/** A step by another name: the alias of that place, from 1. */
export function alias<O extends Operation>(operation: O, place: number, ...[example]: StepExample<O>): Step {
  const route = routesOf(operation)[place];
  if (!route || place === 0) throw new Error(`${operation.id} has no alias ${place}`);
  return stepBy(operation, route, (example ?? {}) as Given);
}

function stepBy(operation: Operation, route: Route, given: Given): Step {
  const { params = {}, query = {}, body, as = travellerOf(operation), keeps = {}, needs, until, file } = given;
  const isAlias = route.path !== operation.path || route.method !== operation.method;
  const title = given.title ?? (isAlias ? `${operation.summary} (${route.method} ${route.path})` : operation.summary);
  const parts = { params: { ...params }, query: { ...query }, body };
  return { title, operation, route, as, ...parts, file, keeps, needs, until };
}

function travellerOf({ access }: Operation): Traveller {
  if (access === 'public' || access === 'optional') return 'guest';
  return access === 'member' ? 'member' : 'staff';
}
