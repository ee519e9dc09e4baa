import { createHash } from 'node:crypto';

import { z } from 'zod';

import type { ContentModel } from './content-model.ts';

const MAGIC = 'ACCM';
const FORMAT_VERSION = 1;
const DIGEST_BYTES = 32;
const PREFIX_BYTES = 12;

const Header = z.object({
  dimensions: z.number().int().min(1).max(1024),
  tokens: z.array(z.string()).max(2_000_000),
  meta: z.object({ seed: z.number(), documents: z.number(), minCount: z.number() }),
});

/**
 * File form of a content model: magic, format version, header length, JSON header, float32 vectors and idf
 * (little-endian), SHA-256 of all before it.
 */
export function encodeContentModel(model: ContentModel): Uint8Array {
  const { dimensions, tokens, meta, vectors, idf } = model;
  const header = Buffer.from(JSON.stringify({ dimensions, tokens, meta }), 'utf8');
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.write(MAGIC, 0, 'latin1');
  prefix.writeUInt32LE(FORMAT_VERSION, 4);
  prefix.writeUInt32LE(header.length, 8);
  const body = Buffer.concat([prefix, header, bytesOf(vectors), bytesOf(idf)]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

/** Reads `encodeContentModel`'s bytes; throws an Error that says what is wrong with a foreign, old or damaged file. */
export function decodeContentModel(bytes: Uint8Array): ContentModel {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < PREFIX_BYTES + DIGEST_BYTES || file.toString('latin1', 0, 4) !== MAGIC)
    throw new Error('Not a content model file');
  const version = file.readUInt32LE(4);
  if (version !== FORMAT_VERSION)
    throw new Error(`Content model format ${version}; this program reads ${FORMAT_VERSION}`);
  const body = file.subarray(0, file.length - DIGEST_BYTES);
  if (!createHash('sha256').update(body).digest().equals(file.subarray(body.length)))
    throw new Error('Content model file is damaged: checksum differs');
  const vectorsAt = PREFIX_BYTES + file.readUInt32LE(8);
  const header = Header.parse(JSON.parse(body.toString('utf8', PREFIX_BYTES, vectorsAt)));
  const vectorBytes = header.tokens.length * header.dimensions * 4;
  if (body.length !== vectorsAt + vectorBytes + header.tokens.length * 4)
    throw new Error('Content model file is damaged: its length does not fit its header');
  return {
    ...header,
    vectors: floatsOf(body.subarray(vectorsAt, vectorsAt + vectorBytes)),
    idf: floatsOf(body.subarray(vectorsAt + vectorBytes)),
  };
}

function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** Copies, because a file's floats need not lie on a multiple of four. */
function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
