import { createHash, randomUUID, type Hash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { parseFileKey } from './file-key.ts';
import { FileStoreError } from './file-store-error.ts';
import type { FileStore, StoredFile } from './file-store.ts';

/** Files in a folder of this machine; made on first use. Folders are 0700 and files 0600: they hold résumés. */
export function createLocalFileStore({ directory }: { directory: string }): FileStore {
  const root = resolve(directory);
  const pathOf = (key: string): string => join(root, ...parseFileKey(key));
  return {
    put: async (key, body) => writeAtomically(pathOf(key), body),
    get: async (key) => {
      const path = pathOf(key);
      return readFile(path).catch(rethrowMissing(key));
    },
    stream: async (key) => openStream(key, pathOf(key)),
    delete: async (key) => {
      await rm(pathOf(key), { force: true });
    },
    exists: async (key) => isFile(pathOf(key)),
  };
}

// Temporary file, fsync, rename, fsync of the folder: after a power cut the key holds the old bytes or all of the new.
async function writeAtomically(
  path: string,
  body: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<StoredFile> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `.${randomUUID()}.part`);
  try {
    const stored = await writeAndSync(temporary, body);
    await rename(temporary, path);
    await syncFolder(folder);
    return stored;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeAndSync(path: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredFile> {
  const handle = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    const size = await writeChunks(handle, hash, body);
    await handle.sync();
    return { size, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

async function writeChunks(
  handle: FileHandle,
  hash: Hash,
  body: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<number> {
  const chunks = body instanceof Uint8Array ? [body] : body;
  let size = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    size += chunk.byteLength;
    // writeFile on a handle goes on from its position and, unlike write, never leaves a chunk half written.
    await handle.writeFile(chunk);
  }
  return size;
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders; there the rename alone has to do.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openStream(key: string, path: string): Promise<Readable> {
  const handle = await open(path, 'r').catch(rethrowMissing(key));
  return handle.createReadStream();
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function rethrowMissing(key: string): (error: unknown) => never {
  return (error) => {
    if (isMissing(error)) throw new FileStoreError('file_not_found', `No file is stored under ${key}`, error);
    throw error;
  };
}

// EISDIR and ENOTDIR: the key names a folder, or runs through a file; either way there is no such file.
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EISDIR';
}
