import { editDistance } from '../text/edit-distance.ts';
import { foldKey } from '../text/fold.ts';
import type { MatchableSkill } from './skill-matcher.ts';
import { surfaceVariants } from './surface-variants.ts';

/** A skill the index lists; `weight` breaks ties, the higher first (for example how many jobs ask for it). */
export type IndexedSkill<Id> = MatchableSkill<Id> & { weight?: number };

/** Finds skills by what a person types. */
export type SkillIndex<Id> = {
  /** The best matches first: whole name, whole alias, start of a name, start of an alias, start of a word, then near misses. */
  search(query: string, limit: number): { id: Id; name: string; matched: string }[];
  /** The skill a typed name or alias means, whatever its case, dashes and US or UK spelling; null where none does. */
  resolve(name: string): Id | null;
};

type Entry<Id> = { skill: IndexedSkill<Id>; key: string; written: string; isName: boolean };
type Ranked<Id> = { entry: Entry<Id>; tier: number };

const NEAR_MISS_TIER = 6;
const MIN_NEAR_MISS_LENGTH = 4;

/** Builds the typeahead over names and aliases; a search reads them all (about 1 ms for 15,000 spellings). */
export function createSkillIndex<Id>(skills: readonly IndexedSkill<Id>[]): SkillIndex<Id> {
  const entries = skills.flatMap((skill) => [
    { skill, key: foldKey(skill.name), written: skill.name, isName: true },
    ...skill.aliases.map((alias) => ({ skill, key: foldKey(alias), written: alias, isName: false })),
  ]);
  const byKey = resolutionTable(entries);
  return {
    search(query, limit) {
      const key = foldKey(query);
      if (key === '' || limit <= 0) return [];
      const direct = rank(entries, (entry) => tierOf(entry, key));
      const found = direct.length > 0 ? direct : rank(entries, (entry) => nearMiss(entry, key));
      return found
        .slice(0, limit)
        .map(({ entry }) => ({ id: entry.skill.id, name: entry.skill.name, matched: entry.written }));
    },
    resolve(name) {
      const skill = byKey.get(foldKey(name)) ?? byKey.get(squashed(name));
      return skill === undefined ? null : skill.id;
    },
  };
}

/** Names before aliases, written forms before made ones: the first to claim a key keeps it. */
function resolutionTable<Id>(entries: readonly Entry<Id>[]): Map<string, IndexedSkill<Id>> {
  const table = new Map<string, IndexedSkill<Id>>();
  const claim = (key: string, skill: IndexedSkill<Id>): void => {
    if (key !== '' && !table.has(key)) table.set(key, skill);
  };
  for (const entry of entries) if (entry.isName) claim(entry.key, entry.skill);
  for (const entry of entries) claim(entry.key, entry.skill);
  for (const entry of entries) for (const key of surfaceVariants(entry.written)) claim(key, entry.skill);
  for (const entry of entries) claim(squashed(entry.written), entry.skill);
  return table;
}

/** "Node JS", "node.js" and "NodeJS" as one; marks that tell languages apart stay. */
function squashed(name: string): string {
  return foldKey(name).replace(/(?<=[a-z0-9])[\s.']+(?=[a-z0-9])/g, '');
}

function tierOf<Id>({ key, isName }: Entry<Id>, query: string): number | null {
  if (key === query) return isName ? 0 : 1;
  if (key.startsWith(query)) return isName ? 2 : 3;
  const wordStart = key.indexOf(` ${query}`);
  if (wordStart < 0) return null;
  return isName ? 4 : 5;
}

function nearMiss<Id>({ key }: Entry<Id>, query: string): number | null {
  if (query.length < MIN_NEAR_MISS_LENGTH) return null;
  const allowed = query.length < 8 ? 1 : 2;
  const target = key.length > query.length + allowed ? key.slice(0, query.length) : key;
  const distance = editDistance(query, target, allowed);
  return distance > allowed ? null : NEAR_MISS_TIER + distance + (target === key ? 0 : 0.5);
}

/** One row a skill, its best entry; ties by weight, then the shorter name, then the alphabet. */
function rank<Id>(entries: readonly Entry<Id>[], tier: (entry: Entry<Id>) => number | null): Ranked<Id>[] {
  const best = new Map<Id, Ranked<Id>>();
  for (const entry of entries) {
    const at = tier(entry);
    const known = best.get(entry.skill.id);
    if (at !== null && (known === undefined || at < known.tier))
      best.set(entry.skill.id, { entry, tier: at });
  }
  return [...best.values()].sort(
    (a, b) =>
      a.tier - b.tier ||
      (b.entry.skill.weight ?? 0) - (a.entry.skill.weight ?? 0) ||
      a.entry.skill.name.length - b.entry.skill.name.length ||
      (a.entry.skill.name < b.entry.skill.name ? -1 : 1),
  );
}
