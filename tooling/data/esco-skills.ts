import { isInitials } from './onet-skills.ts';
import { cell, type Row } from './read-sources.ts';
import { labelKey, newConcept, type SkillConcept, type SkillKind } from './skill-concept.ts';

const MAX_ALIAS_WORDS = 5;
/** ESCO repeats one verb phrase with every synonym of its verb: the shortest few are the ones people write. */
const MAX_TASK_ALIASES = 5;
const FUNCTION_WORDS = new Set([
  'a',
  'an',
  'and',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
  'by',
  'use',
  'using',
  'at',
  'into',
]);
/** Words a label can lose and mean the same. */
const WEAK_STEMS = new Set([
  'ict',
  'techn',
  'techni',
  'techno',
  'method',
  'princi',
  'type',
  'softwa',
  'theory',
  'theor',
  'studi',
  'practi',
  'system',
]);
const LANGUAGE_ACT = /^(?:understand (?:spoken|written)|interact verbally in|write) /;

/** What the rules file says about ESCO labels. */
export type EscoRules = {
  isDropped: (label: string) => boolean;
  /** Knowledge nobody lists as a skill ("office equipment"): it stays a tie between occupations. */
  isDemoted: (label: string) => boolean;
  isKnownAcronym: (alias: string) => boolean;
  isStopAlias: (label: string) => boolean;
  rename: (label: string) => string | undefined;
  keptAliases: (label: string) => readonly string[];
};

/** URIs of the collections that decide a category. */
export type EscoCollections = {
  languages: ReadonlySet<string>;
  transversal: ReadonlySet<string>;
  digital: ReadonlySet<string>;
};

/** ESCO's identifier of a concept: the last part of its URI. */
export function escoId(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

/**
 * One ESCO concept as a skill, or null where it is a language act ("write Hungarian": the language alone is the skill) or
 * dropped by rule. Its alternative labels pass {@link isSafeAlias} first: some of ESCO's are wrong.
 */
export function escoSkill(
  row: Row,
  { rules, collections }: { rules: EscoRules; collections: EscoCollections },
): SkillConcept | null {
  const uri = cell(row, 'conceptUri');
  const original = cell(row, 'preferredLabel').trim();
  if (original === '' || rules.isDropped(original)) return null;
  const isLanguage = collections.languages.has(uri);
  if (isLanguage && LANGUAGE_ACT.test(original)) return null;
  const label = original.replace(/\s*\([^)]*\)$/, '').trim();
  const name = rules.rename(original) ?? capitalised(label);
  const candidates = cell(row, 'altLabels')
    .split('\n')
    .map((alias) => alias.trim().replace(/\s+/g, ' '))
    .filter((alias) => alias !== '');
  const isRenamed = rules.rename(original) !== undefined;
  const { kind, category } = classify(row, {
    uri,
    isLanguage,
    isDemoted: rules.isDemoted(original),
    collections,
  });
  const safe = candidates.filter(
    (alias) =>
      isSafeAlias(alias, { label, all: candidates, isKnownAcronym: rules.isKnownAcronym }) &&
      !rules.isStopAlias(alias),
  );
  const aliases =
    kind === 'task' ? safe.sort((a, b) => a.length - b.length).slice(0, MAX_TASK_ALIASES) : safe;
  return newConcept('esco', {
    name,
    category,
    kind,
    aliases: isRenamed ? rules.keptAliases(original).slice() : [...aliases, ...rules.keptAliases(original)],
    claims: [original, label],
    sourceId: escoId(uri),
  });
}

/**
 * Whether an alternative label may stand for the concept: an acronym must be a known one, a single word its
 * spelling variant, a phrase must hold all its words. Narrower terms ("AWK" for "computer programming") fail, as they should.
 */
export function isSafeAlias(
  alias: string,
  {
    label,
    all,
    isKnownAcronym,
  }: { label: string; all: readonly string[]; isKnownAcronym: (alias: string) => boolean },
): boolean {
  const words = contentWords(alias);
  const labelWords = contentWords(label);
  if (words.length === 0 || alias.split(/\s+/).length > MAX_ALIAS_WORDS) return false;
  if (/[()[\]{}:;,]/.test(alias)) return false;
  if (words.length === 1) {
    const word = alias.trim();
    if (/^[A-Z][A-Z0-9&-]{2,}$/.test(word)) return isKnownAcronym(word) && isInitials(word, label);
    return labelWords.length === 1 && stem(labelKey(word).replace(/ /g, '')) === stem(labelWords[0] ?? '');
  }
  if (isInverted(alias, all)) return false;
  const labelStems = new Set(labelWords.map(stem));
  const stems = new Set(words.map(stem));
  const missing = [...labelStems].filter((word) => !stems.has(word));
  const added = [...stems].filter((word) => !labelStems.has(word));
  return missing.every((word) => added.length === 0 && WEAK_STEMS.has(word));
}

/** "energy saving concepts creating": ESCO's machine-made inversions, which no one writes. */
function isInverted(alias: string, all: readonly string[]): boolean {
  const last = labelKey(alias).split(' ').at(-1) ?? '';
  if (!last.endsWith('ing')) return false;
  return all.some((other) => other !== alias && stem(labelKey(other).split(' ')[0] ?? '') === stem(last));
}

function contentWords(label: string): string[] {
  return labelKey(label)
    .split(' ')
    .filter((word) => word !== '' && !FUNCTION_WORDS.has(word));
}

/** A crude stem: enough to see that "modelling" and "models" speak of one thing. */
function stem(word: string): string {
  const base = word
    .replace(/ies$/, 'y')
    .replace(/ae/g, 'e')
    .replace(/oe/g, 'e')
    .replace(/s$/, '')
    .replace(/(?:is|iz)(?:e|ing|ation|ed)$/, 'iz')
    .replace(/(?:ing|ed|e)$/, '');
  return base.length > 6 ? base.slice(0, 6) : base;
}

function classify(
  row: Row,
  {
    uri,
    isLanguage,
    isDemoted,
    collections,
  }: { uri: string; isLanguage: boolean; isDemoted: boolean; collections: EscoCollections },
): { kind: SkillKind; category: SkillConcept['category'] } {
  if (isLanguage) return { kind: 'skill', category: 'language' };
  if (cell(row, 'skillType') === 'knowledge' && !isDemoted) {
    return { kind: 'skill', category: collections.digital.has(uri) ? 'technical' : 'knowledge' };
  }
  return { kind: 'task', category: collections.transversal.has(uri) ? 'soft' : 'knowledge' };
}

/** ESCO writes "radiology"; lists of skills read better with a capital. Names such as "iOS" keep theirs. */
function capitalised(label: string): string {
  return /^[a-z][a-z-]*(?: |$)/.test(label) ? label.charAt(0).toUpperCase() + label.slice(1) : label;
}
