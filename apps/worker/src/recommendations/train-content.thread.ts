import { parentPort, workerData } from 'node:worker_threads';

import { z } from 'zod';

import { readTrainingTexts } from '@access/core/models';
import { createDatabase } from '@access/db';
import {
  encodeContentModel,
  jobTokens,
  occupationDocuments,
  trainContentModel,
  type ContentDocument,
} from '@access/ml/content';
import { loadOccupations } from '@access/ml/skills';
import { titleTokens } from '@access/ml/text';

const { databaseUrl } = z.object({ databaseUrl: z.string() }).parse(workerData);

const startedAt = performance.now();
const db = createDatabase({
  url: databaseUrl,
  max: 1,
  applicationName: 'access train-content',
  statementTimeoutMs: 0,
});
const documents: ContentDocument[] = [...occupationDocuments(loadOccupations(), titleTokens)];
for await (const job of readTrainingTexts(db)) {
  const tokens = jobTokens({
    titleTokens: titleTokens(job.title),
    skillSlugs: job.skillSlugs,
    industry: job.industry,
  });
  documents.push({ tokens, weight: 1 });
}
await db.destroy();
const model = await trainContentModel(documents, { dimensions: 64, seed: 1 });
const bytes = encodeContentModel(model);
parentPort?.postMessage({
  bytes,
  documents: documents.length,
  tokens: model.tokens.length,
  seconds: (performance.now() - startedAt) / 1_000,
});
