/** What was dismissed is gone, and the button with it: the keyboard goes on with the film that takes its place. */
export function focusInPlace(list: HTMLElement | null, at: number): void {
  setTimeout(() => list?.querySelectorAll<HTMLElement>('[data-dismisses]')[at]?.focus());
}
