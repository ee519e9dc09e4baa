/** Reads `?q=nurse&type=full_time,contract` into plain strings; each route gives them their types. */
export function parseUrlSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Writes search values the way people can read them: lists by comma, nothing for what is not set. */
export function writeUrlSearch(search: Record<string, unknown>): string {
  const entries = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    const text = Array.isArray(value) ? value.join(',') : value === true ? 'true' : value;
    if (typeof text === 'string' || typeof text === 'number') {
      if (text !== '') entries.set(key, String(text));
    }
  }
  const query = entries.toString().replaceAll('%2C', ',');
  return query === '' ? '' : `?${query}`;
}
