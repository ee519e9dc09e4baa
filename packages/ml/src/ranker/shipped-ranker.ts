import { createHash } from 'node:crypto';

import { ModelContractError, RankerMeta } from '../onnx/contract.ts';
import { loadRanker } from '../onnx/load-ranker.ts';
import type { Ranker } from '../onnx/load-ranker.ts';
import { createRetriever, decodeRetrievalModel, type Retriever } from '../retrieval/index.ts';
import { readShippedRanker } from '../shipped/index.ts';

/** Loads the active ranker of a models folder (ml-models/) by its registry.json; rejects when there is none or it breaks the contract. */
export async function openShippedRanker(modelsFolder: string): Promise<Ranker> {
  const { onnx, meta, sha256 } = await readShippedRanker(modelsFolder);
  return loadRanker(onnx, meta, { sha256 });
}

/** A ranker's files as the registry has them. */
export interface RankerFile {
  readonly version: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly meta: unknown;
  /** What it retrieves by; null where it was trained without. */
  readonly retrieval: Uint8Array | null;
}

/** What serves: the ranker, and what collaborative filtering knows with it. */
export interface ServingModel {
  readonly ranker: Ranker;
  readonly retriever: Retriever | null;
}

/** The first of the models that can serve, or the shipped ranker; `onProblem` hears of each that cannot, in words. */
export async function openServingModel(
  files: readonly RankerFile[],
  modelsFolder: string,
  onProblem: (version: string, reason: string) => void,
): Promise<ServingModel> {
  for (const file of files) {
    try {
      return await openModel(file);
    } catch (error) {
      onProblem(file.version, error instanceof Error ? error.message : String(error));
    }
  }
  return { ranker: await openShippedRanker(modelsFolder), retriever: null };
}

async function openModel({ bytes, sha256, meta: unread, retrieval }: RankerFile): Promise<ServingModel> {
  const meta = RankerMeta.parse(unread);
  const retriever = meta.retrievalSha256 === null ? null : openRetriever(retrieval, meta.retrievalSha256);
  return { ranker: await loadRanker(bytes, meta, { sha256 }), retriever };
}

function openRetriever(bytes: Uint8Array | null, sha256: string): Retriever {
  if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new ModelContractError('The retrieval model it ranks with is missing or damaged');
  return createRetriever(decodeRetrievalModel(bytes));
}
