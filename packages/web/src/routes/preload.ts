// Fetches the code of a page before it is asked for. The table of pages tells how; this file knows no page, so that
// whatever links somewhere does not stand on all pages.
type Loader = (path: string) => void;

let load: Loader = () => undefined;

export function preloadWith(loader: Loader): void {
  load = loader;
}

export function preload(to: string): void {
  load(to.split('?', 1)[0] ?? to);
}
