import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

import { InferenceSession, Tensor } from 'onnxruntime-node';

import { explainerFor } from '../explain/explainer.ts';
import type { Explainer } from '../explain/explainer.ts';
import { FEATURE_COUNT } from '../features/schema.ts';
import { sigmoid } from '../ranker/linear-model.ts';
import { assertContract, MAX_MODEL_BYTES, ModelContractError } from './contract.ts';
import type { RankerMeta } from './contract.ts';
import { readOnnx } from './reader.ts';

/** A loaded ranking model: scores rows of features and explains its own scores. */
export interface Ranker {
  meta: RankerMeta;
  /** Scores in [0, 1] of n rows laid out one after the other; rejects when a score is not finite. */
  rank: (features: Float32Array, n: number) => Promise<Float32Array>;
  explainer: Explainer;
  close: () => Promise<void>;
}

/** One thread a session: processes, not sessions, use the cores. */
export const SESSION_OPTIONS = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 } as const;

/**
 * Opens a ranker's ONNX file (path or bytes) under the ranker contract. Rejects with a ModelContractError when the file is too
 * large, damaged, unreadable, made for other features, uses what rankers may not, or gives scores that are not finite within [0, 1].
 */
export async function loadRanker(
  source: string | Uint8Array,
  meta: RankerMeta,
  expected: { sha256?: string } = {},
): Promise<Ranker> {
  const bytes = typeof source === 'string' ? await readModel(source) : source;
  assertSize(bytes.byteLength);
  if (expected.sha256 !== undefined && createHash('sha256').update(bytes).digest('hex') !== expected.sha256)
    throw new ModelContractError('The model file is damaged: its SHA-256 is not the registered one');
  const summary = readContract(bytes);
  assertContract(summary, meta);
  const explainer = explainerFor(meta.kind, summary);
  const session = await openSession(bytes);
  const rank = async (features: Float32Array, n: number): Promise<Float32Array> => {
    if (n === 0) return new Float32Array(0);
    const input = new Tensor('float32', features.subarray(0, n * FEATURE_COUNT), [n, FEATURE_COUNT]);
    const { score } = await session.run({ features: input });
    if (!(score?.data instanceof Float32Array) || score.data.length !== n)
      throw new ModelContractError(`The model gave no ${n} × 1 scores`);
    if (!score.data.every((s) => s >= 0 && s <= 1))
      throw new ModelContractError('The model gave a score outside [0, 1]');
    return score.data;
  };
  await assertExplained(rank, explainer);
  return { meta, rank, explainer, close: () => session.release() };
}

/** A file whose scores its own explanation does not give would tell people untrue reasons. */
async function assertExplained(rank: Ranker['rank'], explainer: Explainer): Promise<void> {
  const rows = 8;
  const probe = Float32Array.from({ length: rows * FEATURE_COUNT }, (_, i) => ((i * 37) % 101) / 100);
  const scores = await rank(probe, rows);
  for (let row = 0; row < rows; row++) {
    const { margin } = explainer.attribute(probe.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT));
    if (!(Math.abs(sigmoid(margin) - (scores[row] ?? 0)) <= 1e-5))
      throw new ModelContractError("The model's explanation does not give its scores");
  }
}

async function readModel(path: string): Promise<Uint8Array> {
  assertSize((await stat(path)).size);
  return readFile(path);
}

function assertSize(bytes: number): void {
  if (bytes > MAX_MODEL_BYTES)
    throw new ModelContractError(`The model has ${bytes} bytes; the limit is ${MAX_MODEL_BYTES}`);
}

function readContract(bytes: Uint8Array) {
  try {
    return readOnnx(bytes);
  } catch (error) {
    throw new ModelContractError('The model is not a readable ONNX file', { cause: error });
  }
}

async function openSession(bytes: Uint8Array): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(bytes, SESSION_OPTIONS);
  } catch (error) {
    throw new ModelContractError('The ONNX runtime refused the model', { cause: error });
  }
}
