// What the events of one type say, out of all that were read.
import type { DataOf, EventRecord, EventType } from '@movies/contract';

export function dataOf<E extends EventType>(events: readonly EventRecord[], { name }: E): DataOf<E>[] {
  return events.filter(({ type }) => type === name).map(({ data }) => data as DataOf<E>);
}
