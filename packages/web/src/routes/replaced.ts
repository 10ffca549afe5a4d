// A new build has replaced the one this tab came from, and a part it needs is gone: the page is loaded again, once.
const KEY = 'movies.reloaded-at';
const NOT_AGAIN_WITHIN_MS = 30_000;

export function reloadWhenReplaced(): void {
  addEventListener('vite:preloadError', (event) => {
    if (Date.now() - Number(sessionStorage.getItem(KEY) ?? 0) < NOT_AGAIN_WITHIN_MS) return;
    event.preventDefault();
    sessionStorage.setItem(KEY, String(Date.now()));
    location.reload();
  });
}
