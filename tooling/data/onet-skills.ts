import { cell, type Row } from './read-sources.ts';
import { labelKey, newConcept, type SkillConcept } from './skill-concept.ts';

const ACRONYM = /^(?<expansion>.{6,}?) \(?(?<acronym>[A-Z][A-Za-z]*[A-Z][A-Z0-9]*)\)?$/;
const MIN_OCCUPATIONS = 2;
const MIN_OCCUPATIONS_FOR_ACRONYM = 12;

/** What the technology table says of one product over all occupations. */
export type OnetTechnology = {
  example: string;
  commodity: string;
  occupations: number;
  isHot: boolean;
  isInDemand: boolean;
};

/** Groups O*NET's technology rows by product name. */
export function collectTechnologies(rows: readonly Row[]): OnetTechnology[] {
  const byExample = new Map<string, OnetTechnology>();
  for (const row of rows) {
    const example = cell(row, 'Example');
    const technology = byExample.get(example) ?? {
      example,
      commodity: cell(row, 'Commodity Title'),
      occupations: 0,
      isHot: false,
      isInDemand: false,
    };
    technology.occupations += 1;
    technology.isHot ||= cell(row, 'Hot Technology') === 'Y';
    technology.isInDemand ||= cell(row, 'In Demand') === 'Y';
    byExample.set(example, technology);
  }
  return [...byExample.values()].sort((a, b) => (a.example < b.example ? -1 : 1));
}

/**
 * One O*NET product as a skill, or null where it names no product: "Email software", a name that is an ordinary English
 * word, or something a single occupation reported. `isWord` says whether a lower-case word occurs in the sources' prose.
 */
export function technologySkill(
  technology: OnetTechnology,
  { isWord, isDropped }: { isWord: (word: string) => boolean; isDropped: (label: string) => boolean },
): SkillConcept | null {
  const { example, isHot, isInDemand } = technology;
  if (isDropped(example)) return null;
  if (technology.occupations < MIN_OCCUPATIONS && !isHot && !isInDemand) return null;
  const bare = example
    .replace(/\s*\((?:feature|.*feature.*)\)$/i, '')
    .replace(/ (?:software|systems?)$/i, '')
    .trim();
  if (isGeneric(bare, isWord)) return null;
  const { name, aliases } = splitAcronym(bare);
  if (isDropped(name)) return null;
  return newConcept('onet', {
    name,
    category: 'tool',
    // Acronyms of little-known products are other things in postings ("PASS", "ETC").
    aliases:
      isHot || isInDemand || technology.occupations >= MIN_OCCUPATIONS_FOR_ACRONYM
        ? aliases.filter((alias) => labelKey(alias).length >= 3)
        : [],
    claims: [example],
    isHot,
    isInDemand,
    sourceId: example,
  });
}

/** "Email", "Patient scheduling", "Eclipse": every word is ordinary prose, so the label would match ordinary prose. */
function isGeneric(label: string, isWord: (word: string) => boolean): boolean {
  const words = label.split(/[\s/-]+/).filter((word) => word !== '');
  const hasOddWord = words.some(
    (word) => /[0-9+#.]/.test(word) || /[a-z][A-Z]/.test(word) || /^[A-Z]{2,}/.test(word),
  );
  if (hasOddWord && words.length > 0 && !/^[A-Z]{2,}s?$/.test(words.at(-1) ?? '')) return false;
  if (words.length === 1)
    return words.every((word) => isWord(word.toLowerCase()) || /^[A-Z]{1,4}$/.test(word));
  const [first = '', ...rest] = words;
  return (
    isWord(first.toLowerCase()) &&
    rest.every((word) => word === word.toLowerCase() || /^[A-Z]{2,}s?$/.test(word))
  );
}

/** "Amazon Simple Storage Service S3" → the expansion as name, the acronym as alias. */
function splitAcronym(label: string): { name: string; aliases: string[] } {
  const parts = ACRONYM.exec(label)?.groups;
  const expansion = parts?.['expansion']?.trim();
  const acronym = parts?.['acronym'];
  if (expansion === undefined || acronym === undefined || !isInitials(acronym, expansion))
    return { name: label, aliases: [] };
  return { name: expansion, aliases: [acronym, label] };
}

/** True when the acronym's letters are initials of the words, in order. */
export function isInitials(acronym: string, expansion: string): boolean {
  const initials = expansion
    .split(/[\s/&-]+/)
    .map((word) => word.charAt(0).toLowerCase())
    .join('');
  let at = 0;
  for (const letter of acronym.toLowerCase().replace(/s$/, '')) {
    if (!/[a-z]/.test(letter)) continue;
    at = initials.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
