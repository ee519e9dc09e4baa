import type { SkillCategory } from '@access/contracts/enums';

/**
 * A certification is proved, not learned; a task is ESCO's verb phrase ("operate forklift"): it ties occupations together
 * but is not what people list as a skill, so it has a file of its own.
 */
export type SkillKind = 'skill' | 'certification' | 'task';

/** One line of ml-models/taxonomy/skills.jsonl.gz or tasks.jsonl.gz. */
export type SkillRow = {
  slug: string;
  name: string;
  category: SkillCategory;
  kind?: 'certification' | 'task';
  aliases: string[];
  hot?: true;
  inDemand?: true;
  related?: string[];
  prerequisites?: string[];
  source: 'onet' | 'esco' | 'access';
  sourceId?: string;
};

/** A skill while it is being merged; `claims` are the source labels that mean it. */
export type SkillConcept = {
  name: string;
  category: SkillCategory;
  kind: SkillKind;
  aliases: string[];
  claims: string[];
  related: string[];
  prerequisites: string[];
  isHot: boolean;
  isInDemand: boolean;
  source: 'onet' | 'esco' | 'access';
  sourceId: string;
};

/** An empty concept of one source. */
export function newConcept(
  source: SkillConcept['source'],
  fields: Partial<SkillConcept> & Pick<SkillConcept, 'name' | 'category'>,
): SkillConcept {
  return {
    kind: 'skill',
    aliases: [],
    claims: [],
    related: [],
    prerequisites: [],
    isHot: false,
    isInDemand: false,
    sourceId: '',
    ...fields,
    source,
  };
}

/** The key under which two spellings of one label meet: lower case, accents and punctuation folded, `+ # .` kept where they carry meaning. */
export function labelKey(label: string): string {
  return label
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[’']s\b/g, 's')
    .replace(/(^|\s)\.(?=[a-z])/g, '$1dot-')
    .replace(/[^a-z0-9+#]+/g, ' ')
    .trim();
}

/** The address of a skill: kebab case with `+` and `#` spelled out, so that C, C++ and C# stay apart. */
export function skillSlug(name: string): string {
  return labelKey(name)
    .replace(/\+/g, ' plus ')
    .replace(/#/g, ' sharp ')
    .trim()
    .replace(/\s+/g, '-')
    .replace(/^dot-dot-/, 'dot-');
}
