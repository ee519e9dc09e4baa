import type { Posting, RowError } from '@access/contracts/imports';

/**
 * What a parser finds at one place of a file. A record is read only when its turn comes, so that a run which goes on
 * behind many rows does not read them again. Broken means damage: from here on, or at this line, the file is not what it
 * was, so nothing may be concluded from what it lacks.
 */
export type RawRow =
  | {
      readonly kind: 'record';
      readonly file: string;
      readonly line: number;
      readonly read: () => PostingOrReason;
    }
  | { readonly kind: 'broken'; readonly error: RowError };

/** A posting, perhaps with what was left out of it; or in one sentence why there is none, with the id of the row where it has one. */
export type PostingOrReason =
  | { readonly posting: Posting; readonly note?: string | undefined }
  | { readonly reason: string; readonly sourceId?: string | undefined };

/** What a row is taken for: a posting, or refused, with the reason and where it stands. */
export type ParsedRow =
  | {
      readonly kind: 'posting';
      readonly posting: Posting;
      readonly file: string;
      readonly line: number;
      readonly note?: string | undefined;
    }
  | {
      readonly kind: 'refused';
      readonly error: RowError;
      readonly sourceId?: string | undefined;
      readonly isDamage: boolean;
    };

/** Reads a raw row. */
export function readRow(row: RawRow): ParsedRow {
  if (row.kind === 'broken') return { kind: 'refused', error: row.error, isDamage: true };
  const { file, line } = row;
  const read = row.read();
  if ('posting' in read) return { kind: 'posting', posting: read.posting, file, line, note: read.note };
  return {
    kind: 'refused',
    error: { file, line, reason: read.reason },
    sourceId: read.sourceId,
    isDamage: false,
  };
}
