/** What the address of /skills holds: a title, or the recommended jobs; neither is the person's own first title. */
export interface SkillsUrl {
  title?: string;
  for?: 'recommended';
}

/** The parts of an address that mean something here. */
export function skillsUrlFrom(search: Record<string, unknown>): SkillsUrl {
  const title = typeof search['title'] === 'string' ? search['title'].trim().slice(0, 100) : '';
  if (title !== '') return { title };
  return search['for'] === 'recommended' ? { for: 'recommended' } : {};
}

/** The title asked about; null means the recommended jobs. */
export function targetOf(url: SkillsUrl, ownTitles: readonly string[]): string | null {
  if (url.for === 'recommended') return null;
  return url.title ?? ownTitles[0] ?? null;
}
