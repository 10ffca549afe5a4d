// What someone is typing outlives a reload, a login and a broken connection, in this tab.
import { useState } from 'react';

const keyOf = (name: string) => `movies.draft.${name}`;

export function readDraft<T>(name: string): T | undefined {
  const text = sessionStorage.getItem(keyOf(name));
  return text === null ? undefined : (JSON.parse(text) as T);
}

export function dropDraft(name: string): void {
  sessionStorage.removeItem(keyOf(name));
}

/** State of a form that is kept as a draft until `drop` is called. Never for passwords. */
export function useDraft<T>(name: string, initial: T): [value: T, change: (next: T) => void, drop: () => void] {
  const [value, setValue] = useState<T>(() => readDraft<T>(name) ?? initial);
  const change = (next: T) => {
    sessionStorage.setItem(keyOf(name), JSON.stringify(next));
    setValue(next);
  };
  return [value, change, () => dropDraft(name)];
}
