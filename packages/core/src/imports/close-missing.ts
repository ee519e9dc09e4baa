import type { Db, Tx } from '@access/db';
import { notify } from '@access/db';

import { recordEvents } from '../events/index.ts';
import { JOBS_CHANGED_CHANNEL } from '../jobs/index.ts';
import { closeGone, countGone, wouldClose, type FullRun } from './imports.repository.ts';
import type { RunRow } from './run-rows.repository.ts';

/** A complete feed that lost more of its postings than this is more likely broken than honest. */
const MOST_GONE = 0.2;
/** Postings closed in one transaction. */
const AT_ONCE = 1_000;

export interface Closing {
  readonly run: FullRun & { readonly isForced: boolean };
  /** Keeps what was closed in the run's own row, in the transaction that closes it. */
  readonly advance: (trx: Tx, closed: number, rows: readonly RunRow[]) => Promise<void>;
}

/**
 * Closes what the source no longer holds, or of a dry run notes it. Refuses where more than a fifth of what was open is gone.
 * @returns why nothing was closed, or null.
 */
export async function closeMissing(db: Db, closing: Closing): Promise<string | null> {
  const { run } = closing;
  const { open, gone } = await countGone(db, run);
  if (gone > open * MOST_GONE && !run.isForced) {
    const share = Math.round((gone / open) * 100);
    return `Nothing was closed: ${gone} of ${open} open postings (${share} %) are gone from this feed, more than a fifth. Import it with force if that is right`;
  }
  await (run.isDryRun ? noteMissing(db, closing) : closeAll(db, closing));
  return null;
}

async function closeAll(db: Db, { run, advance }: Closing): Promise<void> {
  for (let closed = AT_ONCE; closed === AT_ONCE;) {
    closed = await db.transaction().execute(async (trx) => {
      const done = await closeGone(trx, run, AT_ONCE);
      if (done.closed === 0) return 0;
      await recordEvents(
        trx,
        done.jobIds.map((jobId) => ({ type: 'job.closed', subject: jobId, payload: { reason: 'gone' } })),
      );
      await notify(trx, JOBS_CHANGED_CHANNEL, '');
      await advance(trx, done.closed, []);
      return done.closed;
    });
  }
}

async function noteMissing(db: Db, { run, advance }: Closing): Promise<void> {
  let after = 0;
  let number = 0;
  for (let found = AT_ONCE; found === AT_ONCE;) {
    const gone = await wouldClose(db, run, { after, limit: AT_ONCE });
    found = gone.length;
    after = gone.at(-1)?.id ?? after;
    const rows = gone.map(({ id: _, ...posting }): RunRow => {
      number += 1;
      return {
        number,
        kind: 'close',
        file: '',
        line: 0,
        reason: null,
        change: { ...posting, fields: [] },
      };
    });
    if (found > 0) await db.transaction().execute((trx) => advance(trx, found, rows));
  }
}
