import { z } from 'zod';

import { decodeModelFile, encodeModelFile, type ModelFileKind } from '../model-file/index.ts';

/** Feature-aware implicit ALS as it serves: what places any job and any person in one space. All arrays are row-major, `dimensions` wide. */
export interface RetrievalModel {
  readonly dimensions: number;
  readonly regularisation: number;
  readonly unobserved: number;
  readonly jobTokens: readonly string[];
  readonly personTokens: readonly string[];
  /** Jobs it learnt from. */
  readonly jobIds: readonly string[];
  readonly jobWeights: Float32Array;
  readonly personWeights: Float32Array;
  /** Vectors of those jobs. */
  readonly jobs: Float32Array;
}

const KIND: ModelFileKind = { magic: 'ACRM', version: 1, name: 'retrieval' };

const Header = z.object({
  dimensions: z.int().min(8).max(512),
  regularisation: z.number().positive(),
  unobserved: z.number().min(0),
  jobTokens: z.array(z.string()).max(2_000_000),
  personTokens: z.array(z.string()).max(2_000_000),
  jobIds: z.array(z.string()).max(5_000_000),
});

/** File form of a retrieval model. */
export function encodeRetrievalModel(model: RetrievalModel): Uint8Array {
  const { jobWeights, personWeights, jobs, ...header } = model;
  return encodeModelFile(KIND, header, [jobWeights, personWeights, jobs]);
}

/** Reads `encodeRetrievalModel`'s bytes; throws an Error that says what is wrong with a foreign, old or damaged file. */
export function decodeRetrievalModel(bytes: Uint8Array): RetrievalModel {
  const { header, arrays } = decodeModelFile(KIND, bytes, {
    parse: (json) => Header.parse(json),
    lengthsOf: ({ dimensions, jobTokens, personTokens, jobIds }) =>
      [jobTokens.length, personTokens.length, jobIds.length].map((rows) => rows * dimensions),
  });
  if (arrays.some((values) => !values.every(Number.isFinite)))
    throw new Error('Retrieval model file has a weight that is no number');
  const [jobWeights, personWeights, jobs] = arrays as [Float32Array, Float32Array, Float32Array];
  return { ...header, jobWeights, personWeights, jobs };
}
