import { z } from 'zod';

import { AppError } from '@access/contracts/errors';
import type { JobChange, JobHistoryInput } from '@access/contracts/moderation';
import type { Page } from '@access/contracts/pages';
import type { Db } from '@access/db';

import { countChanges, listChanges } from './job-history.repository.ts';

/** The number of the last entry shown: the log only grows, so it stands for good. */
const Cursor = z.string().regex(/^[1-9]\d{0,17}$/);

/** Who did what to a job, newest first; empty for one that the log does not know, such as an imported one nobody touched. */
export async function readHistory(db: Db, { id, limit, cursor }: JobHistoryInput): Promise<Page<JobChange>> {
  const before = cursor === undefined ? null : Cursor.safeParse(cursor).data;
  if (before === undefined) throw new AppError('invalid_cursor', 'The cursor is not one of this list');
  const [rows, count] = await Promise.all([
    listChanges(db, { id, limit: limit + 1, before }),
    countChanges(db, id),
  ]);
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ number: _, ...change }) => change),
    nextCursor: rows.length > limit ? (page.at(-1)?.number ?? null) : null,
    total: { value: count, relation: 'eq' },
  };
}
