import type { ContentDocument } from './corpus.ts';

/** What the content model reads of a shipped occupation. */
export interface OccupationTexts {
  title: string;
  alternates: readonly string[];
  skills: readonly { slug: string; essential: boolean }[];
}

/** The token under which a skill stands in the content model. */
export function skillToken(slug: string): string {
  return `skill:${slug}`;
}

/** The token under which an industry stands in the content model. */
export function industryToken(industry: string): string {
  return `industry:${industry.trim().toLowerCase()}`;
}

/** The bag of tokens of one job. */
export function jobTokens(job: {
  titleTokens: readonly string[];
  skillSlugs: readonly string[];
  industry: string | null;
}): string[] {
  const tokens = [...job.titleTokens, ...job.skillSlugs.map(skillToken)];
  return job.industry === null ? tokens : [...tokens, industryToken(job.industry)];
}

/** An occupation weighs as much as a handful of jobs: it carries a catalogue of ten and gives way to one of 100,000. */
const OCCUPATION_WEIGHT = 6;
/** Each alternate title ties its own words together; light, since an occupation may have a hundred of them. */
const ALTERNATE_WEIGHT = 0.5;

/** Bags of the shipped occupations: each as a whole, and each of its titles next to its main title. */
export function* occupationDocuments(
  occupations: Iterable<OccupationTexts>,
  titleTokens: (title: string) => readonly string[],
): Generator<ContentDocument> {
  for (const occupation of occupations) {
    const main = titleTokens(occupation.title);
    const alternates = occupation.alternates.map(titleTokens);
    const essential = occupation.skills.filter((skill) => skill.essential);
    const optional = occupation.skills.filter((skill) => !skill.essential);
    const skills = [...essential, ...optional].map((skill) => skillToken(skill.slug));
    yield { tokens: [...main, ...frequentTokens(alternates), ...skills], weight: OCCUPATION_WEIGHT };
    for (const tokens of alternates) {
      if (tokens.length > 0) yield { tokens: [...main, ...tokens], weight: ALTERNATE_WEIGHT };
    }
  }
}

/** Words of the alternate titles, the commonest first: the tail of a long list is noise. */
function frequentTokens(titles: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>();
  for (const tokens of titles) {
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 40)
    .map(([token]) => token);
}
