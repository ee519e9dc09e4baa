import { RankerMeta } from '../onnx/contract.ts';
import { loadRanker } from '../onnx/load-ranker.ts';
import type { Ranker } from '../onnx/load-ranker.ts';
import { readShippedRanker } from '../shipped/index.ts';

/** Loads the active ranker of a models folder (ml-models/) by its registry.json; rejects when there is none or it breaks the contract. */
export async function openShippedRanker(modelsFolder: string): Promise<Ranker> {
  const { onnx, meta, sha256 } = await readShippedRanker(modelsFolder);
  return loadRanker(onnx, meta, { sha256 });
}

/** A ranker's file as the registry has it. */
export interface RankerFile {
  readonly version: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly meta: unknown;
}

/** The first of the files that can serve, or the shipped ranker; `onProblem` hears of each that cannot, in words. */
export async function openServingRanker(
  files: readonly RankerFile[],
  modelsFolder: string,
  onProblem: (version: string, reason: string) => void,
): Promise<Ranker> {
  for (const { version, bytes, sha256, meta } of files) {
    try {
      return await loadRanker(bytes, RankerMeta.parse(meta), { sha256 });
    } catch (error) {
      onProblem(version, error instanceof Error ? error.message : String(error));
    }
  }
  return openShippedRanker(modelsFolder);
}
