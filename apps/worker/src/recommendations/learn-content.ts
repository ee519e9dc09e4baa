import type { ModelsService } from '@access/core/models';

import { trainContent } from './train-content.ts';

/** Learns content vectors from the catalogue as it stands and has them serve; what was learned. */
export type LearnContent = (
  signal?: AbortSignal,
) => Promise<{ version: string; documents: number; tokens: number }>;

export function createContentLearner(
  models: Pick<ModelsService, 'activate'>,
  databaseUrl: string,
): LearnContent {
  return async (signal) => {
    const { bytes, documents, tokens, seconds } = await trainContent(databaseUrl, signal);
    const version = await models.activate('content', bytes, {
      rowCounts: { documents },
      metrics: { tokens, seconds },
    });
    return { version, documents, tokens };
  };
}
