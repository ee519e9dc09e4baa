import type { Readable } from 'node:stream';

import { z } from 'zod';

import { createLocalFileStore } from './local-file-store.ts';

/** What was written: size in bytes and hex SHA-256, computed on the way. */
export interface StoredFile {
  readonly size: number;
  readonly sha256: string;
}

/** Where uploaded files live. Keys are made with {@link contentKey} or by the caller in the same alphabet. */
export interface FileStore {
  /** Writes all or nothing, replacing what was there; readers see the old or the new file, never a part. */
  put(key: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredFile>;
  /** The whole file; FileStoreError `file_not_found` when there is none. */
  get(key: string): Promise<Uint8Array>;
  /** The file as a stream; rejects with `file_not_found` before the first byte. */
  stream(key: string): Promise<Readable>;
  /** Removes the file; removing what is not there is no error, so that a repeated job is harmless. */
  delete(key: string): Promise<void>;
  exists(key: string): Promise<boolean>;
}

/** Which store to use; S3 joins this union when it is built. */
export const FileStoreConfig = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('local'), directory: z.string().min(1) }),
]);
export type FileStoreConfig = z.infer<typeof FileStoreConfig>;

/** The store that the configuration names. */
export function createFileStore(config: FileStoreConfig): FileStore {
  switch (config.kind) {
    case 'local':
      return createLocalFileStore({ directory: config.directory });
  }
}
