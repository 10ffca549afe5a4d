// Films that were waved away in this tab: they are out of every list at once, also of those that were answered before.
import { dismissMovie, recommendedForMe, undismissMovie } from '@movies/contract';
import { useSyncExternalStore } from 'react';
import { call } from '../api/call.ts';
import { outdate } from '../api/hooks.ts';
import { sentenceOf } from '../ui/sentence.ts';
import { say } from '../ui/toast-store.ts';
import { recommend as said } from '../words/recommend.ts';

interface Named {
  id: number;
  title: string;
}

let dismissed: ReadonlySet<number> = new Set();
const listeners = new Set<() => void>();
/** What is on its way, film by film: an undo must not overtake what it undoes. */
const underway = new Map<number, Promise<unknown>>();

export function useDismissed(): ReadonlySet<number> {
  return useSyncExternalStore(onChange, () => dismissed);
}

function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function become(id: number, isDismissed: boolean): void {
  const next = new Set(dismissed);
  if (isDismissed) next.add(id);
  else next.delete(id);
  dismissed = next;
  for (const listener of listeners) listener();
}

export function dismiss(film: Named): void {
  become(film.id, true);
  say(said.dismissed(film.title), { label: said.undo, do: () => undo(film) });
  tell(film, dismissMovie, () => become(film.id, false));
}

function undo(film: Named): void {
  become(film.id, false);
  say(said.back(film.title));
  tell(film, undismissMovie, () => become(film.id, true));
}

function tell({ id }: Named, operation: typeof dismissMovie | typeof undismissMovie, rollBack: () => void): void {
  const before = underway.get(id) ?? Promise.resolve();
  const telling = before
    .then(() => call(operation, { params: { id } }))
    .then(
      () => void outdate(recommendedForMe),
      (error: unknown) => {
        rollBack();
        say(sentenceOf(error));
      },
    );
  underway.set(id, telling);
}
