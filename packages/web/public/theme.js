// Before anything is shown: a page must not flash in the other colours.
(() => {
  try {
    const theme = localStorage.getItem('movies.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Where nothing may be kept, the device says it.
  }
})();
