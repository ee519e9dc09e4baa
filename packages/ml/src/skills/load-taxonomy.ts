import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

import { z } from 'zod';

import { SkillCategory } from '@access/contracts/enums';

const DEFAULT_DIR = fileURLToPath(new URL('../../../../ml-models/taxonomy', import.meta.url));

const TaxonomySkill = z.object({
  slug: z.string(),
  name: z.string(),
  category: SkillCategory,
  kind: z.enum(['skill', 'certification', 'task']).default('skill'),
  aliases: z.array(z.string()),
  hot: z.boolean().default(false),
  inDemand: z.boolean().default(false),
  related: z.array(z.string()).default([]),
  prerequisites: z.array(z.string()).default([]),
  source: z.enum(['onet', 'esco', 'access']),
  sourceId: z.string().nullable().default(null),
});
/**
 * One skill of the shipped taxonomy; `related` and `prerequisites` are slugs. A certification is proved, not learned; a task
 * is ESCO's verb phrase ("operate forklift").
 */
export type TaxonomySkill = z.infer<typeof TaxonomySkill>;

const TaxonomyOccupation = z.object({
  code: z.string(),
  source: z.enum(['onet', 'esco']),
  title: z.string(),
  alternates: z.array(z.string()),
  skills: z.array(z.object({ slug: z.string(), essential: z.boolean() })),
  related: z.array(z.string()),
  jobZone: z.number().int().min(1).max(5).nullable().default(null),
});
/** One occupation with its titles, skills (slugs of skills and of tasks) and related occupations (codes); `jobZone` is O*NET's 1 (little preparation) to 5. */
export type TaxonomyOccupation = z.infer<typeof TaxonomyOccupation>;

/** Reads the shipped skills, sorted by slug; throws when the file is missing or a line does not fit. */
export function loadSkills({ dir = DEFAULT_DIR }: { dir?: string } = {}): TaxonomySkill[] {
  return readGzippedLines(join(dir, 'skills.jsonl.gz'), TaxonomySkill);
}

/** Reads ESCO's verb phrases: tokens that tie occupations together, no skills to list or to search for in text. */
export function loadTasks({ dir = DEFAULT_DIR }: { dir?: string } = {}): TaxonomySkill[] {
  return readGzippedLines(join(dir, 'tasks.jsonl.gz'), TaxonomySkill);
}

/** Reads the shipped occupations of both sources; throws when the file is missing or a line does not fit. */
export function loadOccupations({ dir = DEFAULT_DIR }: { dir?: string } = {}): TaxonomyOccupation[] {
  return readGzippedLines(join(dir, 'occupations.jsonl.gz'), TaxonomyOccupation);
}

/** Reads a file of gzipped lines, each one JSON of a schema; throws when it is missing or a line does not fit. */
export function readGzippedLines<T>(path: string, schema: z.ZodType<T>): T[] {
  return gunzipSync(readFileSync(path))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}
