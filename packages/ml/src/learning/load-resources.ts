import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { z } from 'zod';

import { readGzippedLines } from '../skills/load-taxonomy.ts';

const DEFAULT_DIR = fileURLToPath(new URL('../../../../ml-models/learning', import.meta.url));

const LearningLink = z.object({
  slug: z.string(),
  title: z.string(),
  url: z.string(),
  kind: z.enum(['book', 'course']),
  language: z.string(),
  author: z.string().optional(),
});
/** Something free to learn a skill (by slug) from. */
export type LearningLink = z.infer<typeof LearningLink>;

/** Reads the shipped learning resources, by skill in the order of their editors; throws when the file is missing or a line does not fit. */
export function loadResources({ dir = DEFAULT_DIR }: { dir?: string } = {}): LearningLink[] {
  return readGzippedLines(join(dir, 'resources.jsonl.gz'), LearningLink);
}
