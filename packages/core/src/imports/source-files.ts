import { createReadStream } from 'node:fs';
import { mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { AppError } from '@access/contracts/errors';
import type { ImportFormat } from '@access/contracts/imports';

import { unpackArchive } from './unpack-archive.ts';

/** Longest beginning of a file that its format is told from, in bytes. */
const HEAD_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;
/** Files up to this size are read in one go. */
const SMALL_BYTES = 1024 * 1024;

/** A file of a feed: `name` as reports show it, `size` in bytes on disk. */
export interface SourceFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly isGzip: boolean;
  /** The first bytes, unpacked. */
  head(): Promise<Buffer>;
  /** All bytes, unpacked; `onBytes` hears of bytes as they are taken from disk. Throws CutOffError where a packed file ends too early. */
  chunks(onBytes?: (bytes: number) => void): AsyncIterable<Buffer>;
}

/** A packed file that ends in the middle. */
export class CutOffError extends Error {
  constructor(cause: unknown) {
    super('The packed file is cut off or damaged', { cause });
    this.name = 'CutOffError';
  }
}

const archive = /\.(?:tar|tgz|tar\.(?:gz|xz|bz2|zst))$/i;
const anyFormat = /\.(?:csv|tsv|json|jsonld|jsonl|ndjson|html?|xml)(?:\.gz)?$/i;
const readable: Readonly<Record<ImportFormat, RegExp>> = {
  auto: anyFormat,
  csv: /\.(?:csv|tsv|txt)(?:\.gz)?$/i,
  json: /\.(?:json|jsonl|ndjson)(?:\.gz)?$/i,
  jsonld: /\.(?:json|jsonld|jsonl|ndjson|html?)(?:\.gz)?$/i,
  xml: /\.xml(?:\.gz)?$/i,
  greenhouse: /\.(?:json|jsonl|ndjson)(?:\.gz)?$/i,
  lever: /\.(?:json|jsonl|ndjson)(?:\.gz)?$/i,
};

/** The files behind some paths. Dispose of it when they have been read: archives are unpacked into a folder of their own. */
export interface SourceFiles extends AsyncDisposable {
  readonly files: readonly SourceFile[];
}

/**
 * Every readable file behind the paths, in the order of their names: files, folders with all below them, and tar
 * archives. A path that names a file is read whatever its name. Links are not followed.
 * @throws AppError not_found for a path that is not there, unsupported_media_type for an archive that cannot be read.
 */
export async function openSourceFiles(
  paths: readonly string[],
  format: ImportFormat,
  signal?: AbortSignal,
): Promise<SourceFiles> {
  const folders: string[] = [];
  const dispose = async (): Promise<void> => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  };
  try {
    const files: SourceFile[] = [];
    for (const path of paths) {
      const isFolder = await isFolderAt(path);
      if (isFolder) files.push(...(await filesBelow(path, basename(path), format)));
      else if (archive.test(path)) {
        const folder = await mkdtemp(join(tmpdir(), 'access-import-'));
        folders.push(folder);
        await unpackArchive(path, folder, signal);
        files.push(...(await filesBelow(folder, basename(path), format)));
      } else files.push(await fileAt(path, basename(path)));
    }
    return { files, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function isFolderAt(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw new AppError('not_found', `There is no file or folder ${path}`, { cause });
  }
}

async function filesBelow(folder: string, name: string, format: ImportFormat): Promise<SourceFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: SourceFile[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const below = `${name}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await filesBelow(path, below, format)));
    else if (entry.isFile() && readable[format].test(entry.name)) files.push(await fileAt(path, below));
  }
  return files;
}

async function fileAt(path: string, name: string): Promise<SourceFile> {
  const { size, mtimeMs } = await stat(path);
  const isGzip = (await beginning(path, 2)).equals(Buffer.from([0x1f, 0x8b]));
  return {
    path,
    name,
    size,
    modifiedMs: Math.round(mtimeMs),
    isGzip,
    head: () =>
      isGzip ? headOf(unpackedChunks(path, () => undefined)) : beginning(path, Math.min(size, HEAD_BYTES)),
    chunks: (onBytes = () => undefined) => {
      if (isGzip) return unpackedChunks(path, onBytes);
      return size <= SMALL_BYTES ? wholeFile(path, onBytes) : chunksOf(path, onBytes);
    },
  };
}

async function beginning(path: string, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function headOf(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of chunks) {
      parts.push(chunk);
      length += chunk.length;
      if (length >= HEAD_BYTES) break;
    }
  } catch (error) {
    if (!(error instanceof CutOffError)) throw error;
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

/** A folder may hold a file for each posting; a stream for each costs more than the rest of the reading. */
async function* wholeFile(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  const bytes = await readFile(path);
  onBytes(bytes.length);
  if (bytes.length > 0) yield bytes;
}

async function* chunksOf(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    yield chunk;
  }
}

async function* unpackedChunks(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const counted = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      onBytes(chunk.length);
      yield chunk;
    }
  };
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  // Errors reach the loop below through the last stream; the callback keeps them from counting as unhandled.
  pipeline(file, counted, unpacked, () => undefined);
  try {
    yield* unpacked as AsyncIterable<Buffer>;
  } catch (error) {
    const isDamaged = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
    throw isDamaged ? new CutOffError(error) : error;
  } finally {
    unpacked.destroy();
    file.destroy();
  }
}
