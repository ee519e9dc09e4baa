import { parentPort, workerData } from 'node:worker_threads';

import { z } from 'zod';

import { Explanation } from '@access/contracts/recommendations';
import type { ServingRanker } from '@access/core/models';
import { createContentEncoder, decodeContentModel } from '@access/ml/content';
import { createEngine } from '@access/ml/engine';
import { createOccupationMatcher } from '@access/ml/features';
import { matchBand, openServingModel } from '@access/ml/ranker';
import { loadOccupations } from '@access/ml/skills';
import { titleTokens } from '@access/ml/text';

import type { ExplainRequest, ExplainResponse, ReadyMessage } from './messages.ts';

const { content, rankers, modelsFolder } = z
  .object({
    content: z.instanceof(Uint8Array),
    rankers: z.custom<readonly ServingRanker[]>(Array.isArray),
    modelsFolder: z.string(),
  })
  .parse(workerData);

const problems: string[] = [];
const model = await openServingModel(rankers, modelsFolder, (version, reason) =>
  problems.push(`Ranker ${version} cannot serve: ${reason}`),
);
const parts = {
  content: createContentEncoder(decodeContentModel(content)),
  ...model,
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
    const { now, whatIf } = request;
    const counterfactuals =
      whatIf === undefined ? [] : await engine.whatIf(request.person, jobId, { now, ...whatIf });
    pairs.push({ jobId, score: pair.score, band: matchBand(pair.score), explanation, counterfactuals });
  }
  return { id: request.id, ok: true, pairs, modelVersion: model.ranker.meta.version };
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
parentPort?.postMessage({ problems } satisfies ReadyMessage);
