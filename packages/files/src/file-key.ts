import { createHash } from 'node:crypto';

import { FileStoreError } from './file-store-error.ts';

const MAX_KEY_LENGTH = 512;
// Lower case only: a key must name one file on case-insensitive disks too. A leading dot is kept for our temporary files.
const SEGMENT = /^[a-z0-9_-][a-z0-9._-]{0,127}$/;

/**
 * The segments of a storage key such as `resumes/3f/3fa9….pdf`.
 * Throws FileStoreError `invalid_key` for anything that could leave the store's folder or collide there.
 */
export function parseFileKey(key: string): readonly string[] {
  const segments = key.split('/');
  const isValid = key.length <= MAX_KEY_LENGTH && segments.every((segment) => SEGMENT.test(segment));
  if (!isValid)
    throw new FileStoreError('invalid_key', `Not a storage key: ${JSON.stringify(key.slice(0, 80))}`);
  return segments;
}

/** Hex SHA-256 of the bytes. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Content-addressed key, `prefix/ab/abcdef….ext`: the same bytes always get the same key, so a repeated put is harmless.
 * The first two digits fan out folders, which keeps directory listings short.
 */
export function contentKey(prefix: string, bytes: Uint8Array, extension: string): string {
  const digest = sha256Hex(bytes);
  const key = `${prefix}/${digest.slice(0, 2)}/${digest}.${extension}`;
  parseFileKey(key);
  return key;
}
