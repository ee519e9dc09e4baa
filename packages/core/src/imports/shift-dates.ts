import type { Posting } from '@access/contracts/imports';

import type { ParsedRow } from './parsed-row.ts';

const DAY_MS = 86_400_000;

/** Whole days from the newest posting's date to `now`; 0 when no posting has a date or the newest is not past. */
export async function daysBehind(rows: AsyncIterable<ParsedRow>, now: Date): Promise<number> {
  let newest = Number.NEGATIVE_INFINITY;
  for await (const row of rows) {
    if (row.kind === 'posting') newest = Math.max(newest, row.posting.postedAt?.getTime() ?? newest);
  }
  return Number.isFinite(newest) ? Math.max(0, Math.floor((now.getTime() - newest) / DAY_MS)) : 0;
}

/** Moves every date of every posting forward by whole days: an old export reads as if it had been made today. */
export async function* shiftDates(rows: AsyncIterable<ParsedRow>, days: number): AsyncGenerator<ParsedRow> {
  for await (const row of rows) {
    yield row.kind === 'posting' ? { ...row, posting: shifted(row.posting, days) } : row;
  }
}

function shifted(posting: Posting, days: number): Posting {
  const move = (at: Date): Date => new Date(at.getTime() + days * DAY_MS);
  return {
    ...posting,
    postedAt: posting.postedAt === null ? null : move(posting.postedAt),
    deadline: posting.deadline === null ? null : { ...posting.deadline, at: move(posting.deadline.at) },
  };
}
