import { labelKey, skillSlug, type SkillConcept, type SkillRow } from './skill-concept.ts';

/** The merged taxonomy: rows, and for each source label the slug that means it. */
export type MergedSkills = { rows: SkillRow[]; slugOf: (claim: string) => string | undefined };

/**
 * Merges concepts of several sources so that one skill is one row. Earlier lists win: a later concept whose name or claim is
 * already known is folded into the earlier one. An alias that two skills want stays with the one whose name it is, else with
 * our own facts, else with nobody.
 */
export function mergeSkills(lists: readonly (readonly SkillConcept[])[]): MergedSkills {
  const concepts: SkillConcept[] = [];
  const byKey = new Map<string, SkillConcept>();
  for (const list of lists) {
    for (const concept of list) {
      const known = findKnown(concept, byKey);
      if (known === undefined) concepts.push(concept);
      else absorb(known, concept);
      register(known ?? concept, { from: concept, byKey });
    }
  }
  const slugs = assignSlugs(concepts);
  const slugOf = (claim: string): string | undefined => {
    const concept = byKey.get(labelKey(claim));
    return concept && slugs.get(concept);
  };
  const owners = aliasOwners(concepts);
  const rows = concepts.map((concept) => toRow(concept, { slugs, owners, slugOf }));
  return { rows: rows.sort((a, b) => (a.slug < b.slug ? -1 : 1)), slugOf };
}

function findKnown(
  concept: SkillConcept,
  byKey: ReadonlyMap<string, SkillConcept>,
): SkillConcept | undefined {
  for (const label of [...concept.claims, concept.name]) {
    const known = byKey.get(labelKey(label));
    if (known !== undefined) return known;
  }
  return undefined;
}

function absorb(known: SkillConcept, concept: SkillConcept): void {
  known.isHot ||= concept.isHot;
  known.isInDemand ||= concept.isInDemand;
  // Our own entries name every alias they want; a folded source adds none, so that a wrong label cannot slip in.
  if (known.source !== 'access') known.aliases.push(concept.name, ...concept.aliases);
  else if (known.sourceId === '') known.sourceId = concept.sourceId;
  known.related.push(...concept.related);
}

function register(
  concept: SkillConcept,
  { from, byKey }: { from: SkillConcept; byKey: Map<string, SkillConcept> },
): void {
  const aliases = from.source === 'access' ? from.aliases : [];
  for (const label of [from.name, ...from.claims, ...aliases]) {
    const key = labelKey(label);
    if (key !== '' && !byKey.has(key)) byKey.set(key, concept);
  }
}

function assignSlugs(concepts: readonly SkillConcept[]): Map<SkillConcept, string> {
  const taken = new Set<string>();
  const slugs = new Map<SkillConcept, string>();
  for (const concept of concepts) {
    const base = skillSlug(concept.name);
    let slug = base;
    for (let n = 2; taken.has(slug); n += 1) slug = `${base}-${n}`;
    taken.add(slug);
    slugs.set(concept, slug);
  }
  return slugs;
}

function aliasOwners(concepts: readonly SkillConcept[]): Map<string, SkillConcept | null> {
  const owners = new Map<string, SkillConcept | null>();
  for (const concept of concepts) owners.set(labelKey(concept.name), concept);
  const names = new Set(owners.keys());
  for (const concept of concepts) {
    for (const key of new Set(concept.aliases.map(labelKey))) {
      if (names.has(key)) continue;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, concept);
      else if (owner !== concept && !(owner?.source === 'access')) owners.set(key, null);
    }
  }
  return owners;
}

function toRow(
  concept: SkillConcept,
  {
    slugs,
    owners,
    slugOf,
  }: {
    slugs: ReadonlyMap<SkillConcept, string>;
    owners: ReadonlyMap<string, SkillConcept | null>;
    slugOf: (claim: string) => string | undefined;
  },
): SkillRow {
  const slug = slugs.get(concept) ?? '';
  const aliases = new Map<string, string>();
  for (const alias of concept.aliases) {
    const key = labelKey(alias);
    if (key === '' || key === labelKey(concept.name) || owners.get(key) !== concept) continue;
    if (!aliases.has(key)) aliases.set(key, alias);
  }
  const related = links(concept.related, { slug, slugOf });
  const prerequisites = links(concept.prerequisites, { slug, slugOf });
  return {
    slug,
    name: concept.name,
    category: concept.category,
    ...(concept.kind === 'skill' ? {} : { kind: concept.kind }),
    aliases: [...aliases.values()].sort(),
    ...(concept.isHot ? { hot: true } : {}),
    ...(concept.isInDemand ? { inDemand: true } : {}),
    ...(related.length > 0 ? { related } : {}),
    ...(prerequisites.length > 0 ? { prerequisites } : {}),
    source: concept.source,
    ...(concept.sourceId === '' ? {} : { sourceId: concept.sourceId }),
  };
}

function links(
  names: readonly string[],
  { slug, slugOf }: { slug: string; slugOf: (claim: string) => string | undefined },
): string[] {
  const found = names.map(slugOf).filter((other): other is string => other !== undefined && other !== slug);
  return [...new Set(found)].sort();
}
