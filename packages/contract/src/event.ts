// What an event of the platform is: a fact one service tells the others through its event log.
import type { Static, TSchema } from 'typebox';

export interface EventType<Name extends string = string, Data extends TSchema = TSchema> {
  name: Name;
  data: Data;
}

export function eventType<const Name extends string, Data extends TSchema>(
  name: Name,
  data: Data,
): EventType<Name, Data> {
  return { name, data };
}

export type DataOf<E extends EventType> = Static<E['data']>;

/** An event as a follower reads it. `id` never repeats; `position` grows by the order of the log. */
export interface EventRecord<Name extends string = string, Data = unknown> {
  id: string;
  position: number;
  type: Name;
  at: string;
  data: Data;
  /** The request that made it so, where there was one. */
  request_id?: string;
}

export type RecordOf<E extends EventType> =
  E extends EventType<infer Name, infer Data> ? EventRecord<Name, Static<Data>> : never;
