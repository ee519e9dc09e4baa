import type { Posting } from '@access/contracts/imports';

import type { ParsedRow } from './parsed-row.ts';

const DAY_MS = 86_400_000;

/** Whole days from the newest posting's date to `now`; 0 when no posting has a date or the newest is not past. */
export async function daysBehind(rows: AsyncIterable<ParsedRow>, now: Date): Promise<number> {
  let newest = Number.NEGATIVE_INFINITY;
  for await (const row of rows) {
    if (row.kind === 'posting')
      newest = Math.max(newest, (row.posting.postedAt ?? row.posting.updatedAt)?.getTime() ?? newest);
  }
  return Number.isFinite(newest) ? Math.max(0, Math.floor((now.getTime() - newest) / DAY_MS)) : 0;
}

/** Moves every date of a posting forward by whole days: an old export reads as if it had been made today. */
export function shiftDates(posting: Posting, days: number): Posting {
  const move = (at: Date): Date => new Date(at.getTime() + days * DAY_MS);
  const { postedAt, updatedAt, deadline } = posting;
  return {
    ...posting,
    postedAt: postedAt === null ? null : move(postedAt),
    ...(updatedAt == null ? {} : { updatedAt: move(updatedAt) }),
    deadline: deadline === null ? null : { ...deadline, at: move(deadline.at) },
  };
}
