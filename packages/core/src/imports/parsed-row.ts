import type { Posting, RowError } from '@access/contracts/imports';

/** What a parser makes of one row or document: a posting, or why it was refused and where it stands. */
export type ParsedRow =
  | { readonly kind: 'posting'; readonly posting: Posting; readonly file: string; readonly line: number }
  | { readonly kind: 'refused'; readonly error: RowError };

/** A posting, or in one sentence why there is none. */
export type PostingOrReason = { readonly posting: Posting } | { readonly reason: string };
