// Which request the work at hand belongs to, wherever it has got to: log lines, calls to other services, events and jobs
// carry its id.
import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string | undefined>();

export function requestId(): string | undefined {
  return current.getStore();
}

/** Does work as a part of a request; of none where no id is given. */
export function asPartOf<T>(id: string | undefined, work: () => T): T {
  return current.run(id, work);
}
