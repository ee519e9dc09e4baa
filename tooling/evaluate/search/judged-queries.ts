import { readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

export const judgedQueriesFile = path.resolve(
  import.meta.dirname,
  '../../../ml-models/evaluation/search/judged-queries.jsonl',
);

/** What a person might type, and how well postings answer it: 0 not at all, 1 hardly, 2 well, 3 exactly; by source and source id. */
const JudgedQuery = z.object({
  q: z.string(),
  grades: z.record(z.string(), z.int().min(0).max(3)),
});
export type JudgedQuery = z.infer<typeof JudgedQuery>;

export const readJudgedQueries = (): JudgedQuery[] =>
  readFileSync(judgedQueriesFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JudgedQuery.parse(JSON.parse(line)));
