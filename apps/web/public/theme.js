// Runs before the first paint: the chosen theme, else the system's, so that a dark page never flashes white.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('access.theme');
  } catch {
    // Storage can be forbidden (private windows, embedded pages): the system's theme is used then.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
