import type { ResumeRefusalReason } from '@access/contracts/resume-document';

/** What the reader takes: bytes of the file, PDF pages, unpacked bytes and entries of a DOCX, characters of text. */
export const LIMITS = {
  fileBytes: 10 * 1024 * 1024,
  pages: 60,
  unpackedBytes: 100 * 1024 * 1024,
  zipEntries: 2_000,
  // 60 dense pages hold about 250,000 characters.
  textChars: 400_000,
} as const;

/** A file that is not read, for a reason the person can act on; `message` is for them. */
export class ResumeRefusal extends Error {
  readonly reason: ResumeRefusalReason;

  constructor(reason: ResumeRefusalReason, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ResumeRefusal';
    this.reason = reason;
  }
}
