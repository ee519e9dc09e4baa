import { parentPort, workerData } from 'node:worker_threads';

import { z } from 'zod';

import { Explanation } from '@access/contracts/recommendations';
import { createContentEncoder, decodeContentModel } from '@access/ml/content';
import { createEngine, createOccupationMatcher } from '@access/ml/engine';
import { matchBand, openShippedRanker } from '@access/ml/ranker';
import { loadOccupations } from '@access/ml/skills';
import { titleTokens } from '@access/ml/text';

import type { ExplainRequest, ExplainResponse } from './messages.ts';

const { content, modelsFolder } = z
  .object({ content: z.instanceof(Uint8Array), modelsFolder: z.string() })
  .parse(workerData);

const ranker = await openShippedRanker(modelsFolder);
const parts = {
  content: createContentEncoder(decodeContentModel(content)),
  ranker,
  occupations: createOccupationMatcher(loadOccupations(), titleTokens),
  currency: 'USD',
};

/** An index of just the jobs at hand: those to explain and those the person acted on. */
async function explain(request: ExplainRequest): Promise<ExplainResponse> {
  const engine = createEngine(parts);
  for (const document of request.documents) engine.upsert(document);
  const pairs = [];
  for (const jobId of request.jobIds) {
    const pair = await engine.explain(request.person, jobId, { now: request.now });
    if (pair === null) continue;
    const explanation = Explanation.parse(pair.explanation);
    pairs.push({ jobId, score: pair.score, band: matchBand(pair.score), explanation });
  }
  return { id: request.id, ok: true, pairs, modelVersion: ranker.meta.version };
}

parentPort?.on('message', (request: ExplainRequest) => {
  explain(request).then(
    (response) => parentPort?.postMessage(response),
    (error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      parentPort?.postMessage({ id: request.id, ok: false, message } satisfies ExplainResponse);
    },
  );
});
parentPort?.postMessage({
  id: 0,
  ok: true,
  pairs: [],
  modelVersion: ranker.meta.version,
} satisfies ExplainResponse);
