/** Runs before anything else of the page, so it stands alone; `useAppliedPreferences` takes over from it. */
export const themeScript = `(function () {
  var theme, language;
  try {
    var state = JSON.parse(localStorage.getItem('vortex.preferences')).state;
    theme = state.theme;
    language = state.language;
  } catch (nothingRemembered) {}
  if (theme !== 'light' && theme !== 'dark') theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = theme;
  if (language) document.documentElement.lang = language;
})();`;
