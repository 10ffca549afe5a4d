// A new page begins at its top; back is where one was, which the browser sees to.
export function beginNewPagesAtTheTop(): void {
  let path = location.pathname;
  addEventListener('pushState', () => {
    if (location.pathname !== path) scrollTo({ top: 0, behavior: 'instant' });
    path = location.pathname;
  });
  addEventListener('popstate', () => {
    path = location.pathname;
  });
}
