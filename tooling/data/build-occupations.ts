import { cell, type Row, type sourceFiles } from './read-sources.ts';

/** One line of ml-models/taxonomy/occupations.jsonl. */
export type OccupationRow = {
  code: string;
  source: 'onet' | 'esco';
  title: string;
  alternates: string[];
  skills: { slug: string; essential: boolean }[];
  related: string[];
  jobZone?: number;
};

type SkillLookup = {
  slugOf: (claim: string) => string | undefined;
  slugOfEsco: (uri: string) => string | undefined;
};

const MAX_TITLE_WORDS = 8;
const MAX_SIBLINGS = 12;

/** Builds occupations of both sources, with links between the two where a title is the same, sorted by source and code. */
export function buildOccupations(
  sources: ReturnType<typeof sourceFiles>,
  lookup: SkillLookup,
): OccupationRow[] {
  const rows = [...onetOccupations(sources, lookup), ...escoOccupations(sources, lookup)];
  linkByTitle(rows);
  return rows.sort((a, b) => (a.source + a.code < b.source + b.code ? -1 : 1));
}

function onetOccupations(sources: ReturnType<typeof sourceFiles>, lookup: SkillLookup): OccupationRow[] {
  const alternates = group(sources.onet('Alternate Titles.txt'), 'Alternate Title');
  const related = group(sources.onet('Related Occupations.txt'), 'Related O*NET-SOC Code');
  const zones = group(sources.onet('Job Zones.txt'), 'Job Zone');
  const technologies = new Map<string, Map<string, boolean>>();
  for (const row of sources.onet('Technology Skills.txt')) {
    const slug = lookup.slugOf(cell(row, 'Example'));
    if (slug === undefined) continue;
    const skills = technologies.get(cell(row, 'O*NET-SOC Code')) ?? new Map<string, boolean>();
    skills.set(slug, (skills.get(slug) ?? false) || cell(row, 'In Demand') === 'Y');
    technologies.set(cell(row, 'O*NET-SOC Code'), skills);
  }
  return sources.onet('Occupation Data.txt').map((row) => {
    const code = cell(row, 'O*NET-SOC Code');
    const zone = Number(zones.get(code)?.[0]);
    return {
      code,
      source: 'onet',
      title: cell(row, 'Title'),
      alternates: titles(alternates.get(code) ?? [], cell(row, 'Title')),
      skills: skillList(technologies.get(code)),
      related: [...new Set(related.get(code) ?? [])].sort(),
      ...(Number.isInteger(zone) ? { jobZone: zone } : {}),
    };
  });
}

function escoOccupations(sources: ReturnType<typeof sourceFiles>, lookup: SkillLookup): OccupationRow[] {
  const skills = new Map<string, Map<string, boolean>>();
  for (const row of sources.esco('occupationSkillRelations.csv')) {
    const slug = lookup.slugOfEsco(cell(row, 'skillUri'));
    if (slug === undefined) continue;
    const known = skills.get(cell(row, 'occupationUri')) ?? new Map<string, boolean>();
    known.set(slug, (known.get(slug) ?? false) || cell(row, 'relationType') === 'essential');
    skills.set(cell(row, 'occupationUri'), known);
  }
  const rows = sources.esco('occupations_en.csv');
  const siblings = new Map<string, string[]>();
  for (const row of rows) {
    const unit = cell(row, 'iscoGroup');
    siblings.set(unit, [...(siblings.get(unit) ?? []), cell(row, 'code')]);
  }
  return rows.map((row) => {
    const code = cell(row, 'code');
    const unit = siblings.get(cell(row, 'iscoGroup')) ?? [];
    return {
      code,
      source: 'esco',
      title: cell(row, 'preferredLabel').trim(),
      alternates: titles(cell(row, 'altLabels').split('\n'), cell(row, 'preferredLabel')),
      skills: skillList(skills.get(cell(row, 'conceptUri'))),
      related: unit.length <= MAX_SIBLINGS ? unit.filter((other) => other !== code).sort() : [],
    };
  });
}

function skillList(skills: ReadonlyMap<string, boolean> | undefined): OccupationRow['skills'] {
  return [...(skills ?? [])]
    .map(([slug, essential]) => ({ slug, essential }))
    .sort((a, b) => Number(b.essential) - Number(a.essential) || (a.slug < b.slug ? -1 : 1));
}

function titles(candidates: readonly string[], main: string): string[] {
  const kept = new Map<string, string>();
  for (const candidate of candidates) {
    const title = candidate.trim().replace(/\s+/g, ' ');
    const key = title.toLowerCase();
    if (title === '' || title === 'n/a' || key === main.trim().toLowerCase()) continue;
    if (title.split(' ').length <= MAX_TITLE_WORDS && !kept.has(key)) kept.set(key, title);
  }
  return [...kept.values()].sort();
}

/** "Registered Nurses" and "registered nurse" are one: each is named as related to the other. */
function linkByTitle(rows: readonly OccupationRow[]): void {
  const esco = new Map(rows.filter((row) => row.source === 'esco').map((row) => [titleKey(row.title), row]));
  for (const row of rows) {
    if (row.source !== 'onet') continue;
    for (const title of [row.title, ...row.alternates]) {
      const twin = esco.get(titleKey(title));
      if (twin === undefined || row.related.includes(twin.code)) continue;
      row.related.push(twin.code);
      twin.related.push(row.code);
    }
  }
}

function titleKey(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9+#]+/g, ' ')
    .trim()
    .replace(/(?<=[a-z]{3})s$/, '');
}

function group(rows: readonly Row[], column: string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const row of rows) {
    const code = cell(row, 'O*NET-SOC Code');
    groups.set(code, [...(groups.get(code) ?? []), cell(row, column)]);
  }
  return groups;
}
