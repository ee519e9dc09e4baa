const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

const firstOf = (known: readonly (readonly [RegExp, string])[], text: string): string | undefined =>
  known.find(([pattern]) => pattern.test(text))?.[1];

/** A browser and system in words, from the user agent a device gave at sign-in. */
export function describeAgent(userAgent: string | null): { name: string; isPhone: boolean } {
  const text = userAgent ?? '';
  const browser = firstOf(browsers, text);
  const system = firstOf(systems, text);
  const isPhone = /Mobile|iPhone|Android/.test(text);
  if (browser === undefined && system === undefined) {
    return { name: text === '' ? 'Unknown device' : text.slice(0, 40), isPhone };
  }
  return { name: [browser, system].filter(Boolean).join(' on '), isPhone };
}
