import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { SkillCategory } from '@access/contracts/enums';

import { escoId, escoSkill, type EscoCollections, type EscoRules } from './esco-skills.ts';
import { mergeSkills, type MergedSkills } from './merge-skills.ts';
import { collectTechnologies, technologySkill } from './onet-skills.ts';
import { cell, type Row, type sourceFiles } from './read-sources.ts';
import { labelKey, newConcept, type SkillConcept } from './skill-concept.ts';

const AccessSkill = z.strictObject({
  name: z.string(),
  category: SkillCategory,
  kind: z.literal('certification').optional(),
  aliases: z.array(z.string()).optional(),
  merge: z.array(z.string()).optional(),
  related: z.array(z.string()).optional(),
  prerequisites: z.array(z.string()).optional(),
});

const TaxonomyRules = z.strictObject({
  drop: z.array(z.string()),
  demote: z.array(z.string()),
  demotePatterns: z.array(z.string()),
  acronyms: z.array(z.string()),
  stopAliases: z.array(z.string()),
  rename: z.record(z.string(), z.string()),
  keepAliases: z.record(z.string(), z.array(z.string())),
});

/** Words that occur in lower case in the sources' prose; a product named by one of them alone would match ordinary text. */
const MIN_WORD_LENGTH = 2;

/** Builds the skills of ml-models/taxonomy/skills.jsonl from our own facts, O*NET technologies and ESCO skills, in that order of trust. */
export function buildSkills(
  sources: ReturnType<typeof sourceFiles>,
): MergedSkills & { slugOfEsco: (uri: string) => string | undefined } {
  const rules = readRules();
  const escoRows = sources.esco('skills_en.csv');
  const isWord = proseWords(escoRows, sources.onet('Task Statements.txt'));
  const isDropped = rules.isDropped;
  const technologies = collectTechnologies(sources.onet('Technology Skills.txt'))
    .map((technology) => technologySkill(technology, { isWord, isDropped }))
    .filter((skill) => skill !== null);
  const collections = readCollections(sources);
  const esco = escoRows
    .map((row) => escoSkill(row, { rules, collections }))
    .filter((skill) => skill !== null);
  addRelations(esco, sources.esco('skillSkillRelations.csv'));
  const merged = mergeSkills([accessSkills(), preferFrequent(technologies), esco]);
  const slugByUri = new Map(
    escoRows.map((row) => [escoId(cell(row, 'conceptUri')), merged.slugOf(cell(row, 'preferredLabel'))]),
  );
  return { ...merged, slugOfEsco: (uri) => slugByUri.get(escoId(uri)) };
}

function accessSkills(): SkillConcept[] {
  const file = new URL('access-skills.json', import.meta.url);
  return z
    .array(AccessSkill)
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .map((skill) =>
      newConcept('access', {
        name: skill.name,
        category: skill.category,
        kind: skill.kind ?? 'skill',
        aliases: skill.aliases ?? [],
        claims: skill.merge ?? [],
        related: skill.related ?? [],
        prerequisites: skill.prerequisites ?? [],
      }),
    );
}

function readRules(): EscoRules {
  const file = new URL('taxonomy-rules.json', import.meta.url);
  const rules = TaxonomyRules.parse(JSON.parse(readFileSync(file, 'utf8')));
  const drop = new Set(rules.drop.map((label) => label.trim().toLowerCase()));
  const demote = new Set(rules.demote);
  const demotePatterns = rules.demotePatterns.map((pattern) => new RegExp(pattern));
  const acronyms = new Set(rules.acronyms);
  const stop = new Set(rules.stopAliases.map(labelKey));
  const rename = new Map(Object.entries(rules.rename));
  const keep = new Map(Object.entries(rules.keepAliases));
  return {
    isDropped: (label) => drop.has(label.trim().toLowerCase()),
    isDemoted: (label) => demote.has(label) || demotePatterns.some((pattern) => pattern.test(label)),
    isKnownAcronym: (alias) => acronyms.has(alias),
    isStopAlias: (label) => stop.has(labelKey(label)),
    rename: (label) => rename.get(label),
    keptAliases: (label) => keep.get(label) ?? [],
  };
}

function readCollections(sources: ReturnType<typeof sourceFiles>): EscoCollections {
  const uris = (file: string): Set<string> =>
    new Set(sources.esco(file).map((row) => cell(row, 'conceptUri')));
  return {
    languages: uris('languageSkillsCollection_en.csv'),
    transversal: uris('transversalSkillsCollection_en.csv'),
    digital: uris('digitalSkillsCollection_en.csv'),
  };
}

function proseWords(escoRows: readonly Row[], tasks: readonly Row[]): (word: string) => boolean {
  const words = new Set<string>();
  const texts = [
    ...escoRows.map((row) => cell(row, 'description')),
    ...tasks.map((row) => cell(row, 'Task')),
  ];
  for (const text of texts) {
    for (const match of text.matchAll(/(?<![A-Za-z])[a-z]+(?![A-Za-z])/g)) {
      if (match[0].length >= MIN_WORD_LENGTH) words.add(match[0]);
    }
  }
  return (word) => words.has(word);
}

function addRelations(skills: readonly SkillConcept[], relations: readonly Row[]): void {
  const byId = new Map(skills.map((skill) => [skill.sourceId, skill]));
  for (const row of relations) {
    const from = byId.get(escoId(cell(row, 'originalSkillUri')));
    const to = byId.get(escoId(cell(row, 'relatedSkillUri')));
    const label = to?.claims[0];
    if (from !== undefined && label !== undefined) from.related.push(label);
  }
}

/** Hot products first, so that of two spellings the usual one gives the name. */
function preferFrequent(skills: readonly SkillConcept[]): SkillConcept[] {
  return [...skills].sort((a, b) => Number(b.isHot) - Number(a.isHot) || (a.name < b.name ? -1 : 1));
}
