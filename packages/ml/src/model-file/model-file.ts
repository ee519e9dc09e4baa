import { createHash } from 'node:crypto';

/** One kind of model file: how it begins, and what errors call it. */
export interface ModelFileKind {
  /** Four letters. */
  readonly magic: string;
  readonly version: number;
  readonly name: string;
}

const DIGEST_BYTES = 32;
const PREFIX_BYTES = 12;

/** A model as one file: magic, format version, header length, JSON header, float32 arrays (little-endian), SHA-256 of all before it. */
export function encodeModelFile(
  { magic, version }: ModelFileKind,
  header: object,
  arrays: readonly Float32Array[],
): Uint8Array {
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.write(magic, 0, 'latin1');
  prefix.writeUInt32LE(version, 4);
  prefix.writeUInt32LE(json.length, 8);
  const body = Buffer.concat([prefix, json, ...arrays.map(bytesOf)]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

/**
 * Reads `encodeModelFile`'s bytes; `lengthsOf` says how many floats each array of a parsed header has.
 * @throws Error that says what is wrong with a foreign, old or damaged file.
 */
export function decodeModelFile<Header>(
  { magic, version, name }: ModelFileKind,
  bytes: Uint8Array,
  {
    parse,
    lengthsOf,
  }: { parse: (header: unknown) => Header; lengthsOf: (header: Header) => readonly number[] },
): { header: Header; arrays: Float32Array[] } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < PREFIX_BYTES + DIGEST_BYTES || file.toString('latin1', 0, 4) !== magic)
    throw new Error(`Not a ${name} model file`);
  const found = file.readUInt32LE(4);
  if (found !== version)
    throw new Error(`${capital(name)} model format ${found}; this program reads ${version}`);
  const body = file.subarray(0, file.length - DIGEST_BYTES);
  if (!createHash('sha256').update(body).digest().equals(file.subarray(body.length)))
    throw new Error(`${capital(name)} model file is damaged: checksum differs`);
  const arraysAt = PREFIX_BYTES + file.readUInt32LE(8);
  const header = parse(JSON.parse(body.toString('utf8', PREFIX_BYTES, arraysAt)));
  const lengths = lengthsOf(header);
  if (body.length !== arraysAt + 4 * lengths.reduce((sum, length) => sum + length, 0))
    throw new Error(`${capital(name)} model file is damaged: its length does not fit its header`);
  let at = arraysAt;
  const arrays = lengths.map((length) => {
    const floats = floatsOf(body.subarray(at, at + 4 * length));
    at += 4 * length;
    return floats;
  });
  return { header, arrays };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** Copies, because a file's floats need not lie on a multiple of four. */
function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
