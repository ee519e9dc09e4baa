/** `invalid_key`: the caller's mistake; `file_not_found`: nothing is stored under the key. */
export type FileStoreErrorCode = 'invalid_key' | 'file_not_found';

/** An expected failure of a file store; disk failures (full, not permitted) pass through as they are. */
export class FileStoreError extends Error {
  readonly code: FileStoreErrorCode;

  constructor(code: FileStoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'FileStoreError';
    this.code = code;
  }
}
