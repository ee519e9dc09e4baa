import { z } from 'zod';

import { decodeModelFile, encodeModelFile, type ModelFileKind } from '../model-file/index.ts';
import type { ContentModel } from './content-model.ts';

const KIND: ModelFileKind = { magic: 'ACCM', version: 1, name: 'content' };

const Header = z.object({
  dimensions: z.number().int().min(1).max(1024),
  tokens: z.array(z.string()).max(2_000_000),
  meta: z.object({ seed: z.number(), documents: z.number(), minCount: z.number() }),
});

/** File form of a content model. */
export function encodeContentModel({ dimensions, tokens, meta, vectors, idf }: ContentModel): Uint8Array {
  return encodeModelFile(KIND, { dimensions, tokens, meta }, [vectors, idf]);
}

/** Reads `encodeContentModel`'s bytes; throws an Error that says what is wrong with a foreign, old or damaged file. */
export function decodeContentModel(bytes: Uint8Array): ContentModel {
  const { header, arrays } = decodeModelFile(KIND, bytes, {
    parse: (json) => Header.parse(json),
    lengthsOf: ({ tokens, dimensions }) => [tokens.length * dimensions, tokens.length],
  });
  const [vectors = new Float32Array(0), idf = new Float32Array(0)] = arrays;
  return { ...header, vectors, idf };
}
