import type { Db } from '@access/db';

import { pageRunRows, type RowKind, type RunRow } from './run-rows.repository.ts';

const AT_ONCE = 5_000;
const kinds: readonly RowKind[] = ['refused', 'noted', 'create', 'update', 'close'];
const header = ['kind', 'row', 'file', 'line', 'source_id', 'title', 'company', 'fields', 'reason'];

/** The report of a run as CSV (RFC 4180, UTF-8 with a mark, so that spreadsheets read it), a piece at a time: refused rows first. */
export async function* reportCsv(db: Db, runId: string): AsyncGenerator<string> {
  yield `\uFEFF${lineOf(header)}`;
  for (const kind of kinds) {
    for (let after = 0, found = AT_ONCE; found === AT_ONCE;) {
      const rows = await pageRunRows(db, runId, { kind, after, limit: AT_ONCE });
      found = rows.length;
      after = rows.at(-1)?.number ?? after;
      if (found > 0) yield rows.map((row) => lineOf(cellsOf(row))).join('');
    }
  }
}

const cellsOf = ({ kind, number, file, line, change, reason }: RunRow): string[] => [
  kind,
  String(number),
  file,
  line === 0 ? '' : String(line),
  change?.sourceId ?? '',
  change?.title ?? '',
  change?.companyName ?? '',
  change?.fields.join(' ') ?? '',
  reason ?? '',
];

const lineOf = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`;

/** Quoted; what a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection). */
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
