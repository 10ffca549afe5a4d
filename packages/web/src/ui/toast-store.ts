// Short words at the edge of the page. Anything may say one; the layout shows them.
export interface Toast {
  id: number;
  text: string;
  /** What can be done about it: undo, say, or a page to look at. */
  action?: { label: string; do: () => void } | undefined;
}

const SHOWN_MS = 5_000;
const SHOWN_WITH_ACTION_MS = 10_000;
const MOST = 3;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();

function become(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export const shownToasts = () => toasts;

export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function say(text: string, action?: Toast['action']): void {
  const toast = { id: ++lastId, text, action };
  become([...toasts.filter((other) => other.text !== text), toast].slice(-MOST));
  letGo(toast.id);
}

/** While someone reads it or is about to use it, it stays. */
export function hold(id: number): void {
  clearTimeout(timers.get(id));
}

export function letGo(id: number): void {
  const toast = toasts.find((one) => one.id === id);
  if (toast)
    timers.set(
      id,
      setTimeout(() => dismiss(id), toast.action ? SHOWN_WITH_ACTION_MS : SHOWN_MS),
    );
}

export function dismiss(id: number): void {
  hold(id);
  timers.delete(id);
  become(toasts.filter((toast) => toast.id !== id));
}
