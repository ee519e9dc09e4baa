import { inflateRawSync } from 'node:zlib';

import { LIMITS, ResumeRefusal } from './refusal.ts';

const END_RECORD = 0x06054b50;
const ENTRY_RECORD = 0x02014b50;
const LOCAL_RECORD = 0x04034b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;
const MAX_COMMENT = 65_535;
const DEFLATED = 8;
const STORED = 0;

/** One entry of a ZIP's central directory; sizes in bytes, as declared there. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packedSize: number;
  readonly unpackedSize: number;
  readonly offset: number;
}

/**
 * The entries that the central directory names (APPNOTE.TXT 4.3.12–16), read without unpacking anything.
 * Refuses too many entries and too large a declared total; ZIP64, which no honest résumé needs, counts as too large.
 */
export function readZipDirectory(bytes: Uint8Array): readonly ZipEntry[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.readUInt16LE(end + 10);
  if (count > LIMITS.zipEntries) throw tooLarge();
  const entries: ZipEntry[] = [];
  let offset = view.readUInt32LE(end + 16);
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    const { entry, next } = readEntry(view, offset);
    offset = next;
    total += entry.unpackedSize;
    if (total > LIMITS.unpackedBytes) throw tooLarge();
    entries.push(entry);
  }
  return entries;
}

/**
 * Unpacks every entry with a bound, since a bomb may declare a small size: refuses when the real total passes
 * LIMITS.unpackedBytes or an entry is longer than it says.
 */
export function checkUnpackedSize(bytes: Uint8Array, entries: readonly ZipEntry[]): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left: number = LIMITS.unpackedBytes;
  for (const entry of entries) {
    left -= unpackedLength(view, entry, left);
    if (left < 0) throw tooLarge();
  }
}

function findEnd(view: Buffer): number {
  const first = Math.max(0, view.length - END_LENGTH - MAX_COMMENT);
  for (let offset = view.length - END_LENGTH; offset >= first; offset -= 1) {
    if (view.readUInt32LE(offset) === END_RECORD) return offset;
  }
  throw corrupt();
}

function readEntry(view: Buffer, offset: number): { entry: ZipEntry; next: number } {
  if (offset + ENTRY_LENGTH > view.length || view.readUInt32LE(offset) !== ENTRY_RECORD) throw corrupt();
  const nameLength = view.readUInt16LE(offset + 28);
  const tail = view.readUInt16LE(offset + 30) + view.readUInt16LE(offset + 32);
  const nameStart = offset + ENTRY_LENGTH;
  const entry = {
    name: view.toString('utf8', nameStart, nameStart + nameLength),
    method: view.readUInt16LE(offset + 10),
    isEncrypted: (view.readUInt16LE(offset + 8) & 1) === 1,
    packedSize: view.readUInt32LE(offset + 20),
    unpackedSize: view.readUInt32LE(offset + 24),
    offset: view.readUInt32LE(offset + 42),
  };
  return { entry, next: nameStart + nameLength + tail };
}

function unpackedLength(view: Buffer, entry: ZipEntry, left: number): number {
  const { offset } = entry;
  if (offset + LOCAL_LENGTH > view.length || view.readUInt32LE(offset) !== LOCAL_RECORD) throw corrupt();
  const start = offset + LOCAL_LENGTH + view.readUInt16LE(offset + 26) + view.readUInt16LE(offset + 28);
  const packed = view.subarray(start, start + entry.packedSize);
  if (entry.method === STORED) return packed.length;
  if (entry.method !== DEFLATED) throw corrupt();
  return inflatedLength(packed, Math.max(1, left));
}

function inflatedLength(packed: Buffer, maxOutputLength: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength }).length;
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(error);
    throw corrupt(error);
  }
}

function tooLarge(cause?: unknown): ResumeRefusal {
  return new ResumeRefusal(
    'unpacks_too_large',
    'This Word file unpacks to more than a résumé can hold. Save it again, or upload a PDF.',
    cause,
  );
}

function corrupt(cause?: unknown): ResumeRefusal {
  return new ResumeRefusal(
    'corrupt',
    'This Word file is damaged. Open it, save it again and upload the new file.',
    cause,
  );
}
