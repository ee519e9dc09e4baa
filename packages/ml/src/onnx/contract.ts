import { z } from 'zod';

import { FEATURE_COUNT, FEATURE_SCHEMA_HASH, FEATURES } from '../features/schema.ts';
import type { OnnxSummary, OnnxValue } from './reader.ts';
import { FLOAT32 } from './writer.ts';

/** What stands beside a ranker's file, and in its ONNX metadata. */
export const RankerMeta = z.object({
  name: z.string(),
  version: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/),
  kind: z.enum(['linear', 'forest']),
  featureSchemaHash: z.string(),
  featureNames: z.array(z.string()),
  seed: z.number().int(),
  dataWindow: z.object({ from: z.string(), to: z.string() }).nullable(),
  parent: z.string().nullable(),
  metrics: z.record(z.string(), z.number()),
  /** Whether scores are probabilities of real outcomes; bands are shown until then. */
  isCalibrated: z.boolean(),
  /** SHA-256 of the retrieval model that it ranks with; null where it knows none. */
  retrievalSha256: z.string().nullable().default(null),
});
export type RankerMeta = z.infer<typeof RankerMeta>;

/** Raised when a model file must not be used; the message says why. */
export class ModelContractError extends Error {
  override name = 'ModelContractError';
}

/** No ranker of ours comes near it: 1,000 trees of 64 leaves are about 6 MiB. */
export const MAX_MODEL_BYTES = 64 * 1024 * 1024;

/** Operators that scale, multiply, add, squash or walk trees; none reads files, loops or calls out. */
const ALLOWED_OPERATORS: ReadonlySet<string> = new Set(
  [
    ':Identity :Cast :Reshape :Squeeze :Unsqueeze :Concat :Slice :Gather :Constant',
    ':Sub :Add :Mul :Div :MatMul :Gemm :Clip :Where :Less :Greater :IsNaN',
    ':Sigmoid :Relu :LeakyRelu :Tanh :Exp :Log :Sqrt :Pow :ReduceSum :ReduceMean',
    'ai.onnx.ml:TreeEnsembleRegressor ai.onnx.ml:Scaler ai.onnx.ml:Imputer ai.onnx.ml:LinearRegressor',
  ].flatMap((line) => line.split(' ')),
);

/** Metadata entries that a ranker's ONNX file carries. */
export function contractMetadata(meta: RankerMeta): Record<string, string> {
  return {
    name: meta.name,
    version: meta.version,
    kind: meta.kind,
    feature_schema_hash: meta.featureSchemaHash,
    feature_names: JSON.stringify(meta.featureNames),
    seed: String(meta.seed),
    data_window: JSON.stringify(meta.dataWindow),
    parent: meta.parent ?? '',
  };
}

/** Throws a ModelContractError when a file's structure or metadata breaks the ranker contract. */
export function assertContract(summary: OnnxSummary, meta: RankerMeta): void {
  const [bad] = summary.forbidden;
  if (bad !== undefined) throw new ModelContractError(`The model uses ${bad}, which a ranker may not`);
  const stranger = summary.operators.find((operator) => !ALLOWED_OPERATORS.has(operator));
  if (stranger !== undefined)
    throw new ModelContractError(
      `The model uses the operator ${stranger.replace(/^:/, '')}, which is not allowed`,
    );
  assertValue('input', summary.inputs, { name: 'features', width: FEATURE_COUNT });
  assertValue('output', summary.outputs, { name: 'score', width: 1 });
  const hash = summary.metadata['feature_schema_hash'];
  if (hash !== FEATURE_SCHEMA_HASH || meta.featureSchemaHash !== FEATURE_SCHEMA_HASH)
    throw new ModelContractError(
      `The model was made for other features (schema ${hash ?? 'unnamed'}, this program has ${FEATURE_SCHEMA_HASH})`,
    );
  if (summary.metadata['feature_names'] !== JSON.stringify(FEATURES.map((f) => f.name)))
    throw new ModelContractError('The model names its features differently or in another order');
  if (summary.metadata['version'] !== meta.version)
    throw new ModelContractError(
      `The file is version ${summary.metadata['version'] ?? 'unnamed'}, its description says ${meta.version}`,
    );
}

function assertValue(
  side: 'input' | 'output',
  values: readonly OnnxValue[],
  expected: { name: string; width: number },
): void {
  const wanted = `${expected.name} float32 [n, ${expected.width}]`;
  const [value] = values;
  if (values.length !== 1 || value === undefined)
    throw new ModelContractError(
      `The model has ${values.length} ${side}s; the contract asks for one, ${wanted}`,
    );
  const [rows, width] = value.shape;
  const fits = value.name === expected.name && value.elementType === FLOAT32 && value.shape.length === 2;
  if (!fits || rows !== null || width !== expected.width)
    throw new ModelContractError(
      `The model's ${side} is ${value.name} [${value.shape.map((d) => d ?? 'n').join(', ')}]; the contract asks for ${wanted}`,
    );
}
