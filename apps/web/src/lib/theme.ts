export type Theme = 'system' | 'light' | 'dark';

const KEY = 'access.theme';

/** The theme the person chose on this device; "system" when none. public/theme.js applies it before the first paint. */
export function chosenTheme(storage: Storage): Theme {
  const value = storage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** Applies a theme and remembers it on this device. */
export function chooseTheme(theme: Theme, storage: Storage): void {
  if (theme === 'system') storage.removeItem(KEY);
  else storage.setItem(KEY, theme);
  applyTheme(theme);
}

/** Follows the system while no theme is chosen; returns the way to stop. */
export function followSystemTheme(storage: Storage): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const follow = (): void => applyTheme(chosenTheme(storage));
  query.addEventListener('change', follow);
  return () => query.removeEventListener('change', follow);
}

function applyTheme(theme: Theme): void {
  const isDark =
    theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
}
