import { sql } from 'kysely';

import type { JobId } from '@access/contracts/ids';
import type { Db } from '@access/db';

/** Which jobs an index has to look at again. */
export interface JobChange {
  readonly id: JobId;
  readonly changeSeq: number;
}

/**
 * A point in the stream of changes: every transaction before it has ended. Take it before reading, and read from the
 * former one: a change that committed late is read then, one that is read twice is known by its sequence number.
 */
export async function changeHorizon(db: Db): Promise<string> {
  const { rows } = await sql<{
    xmin: string;
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`.execute(db);
  return rows[0]?.xmin ?? '0';
}

/** Jobs changed by transactions at or after the horizon, by the index on `change_xid`. */
export async function changedSince(db: Db, horizon: string): Promise<JobChange[]> {
  const { rows } = await sql<JobChange>`
    select id, change_seq from jobs where change_xid >= ${horizon}::xid8 order by change_xid`.execute(db);
  return rows;
}

/** Jobs whose popularity moved since `at`. */
export async function popularitySince(db: Db, at: Date): Promise<JobId[]> {
  const { rows } = await sql<{
    jobId: JobId;
  }>`select job_id from job_stats where updated_at >= ${at}`.execute(db);
  return rows.map((row) => row.jobId);
}

/** One page of all live jobs in id order, for filling an index. */
export async function liveJobIds(db: Db, after: JobId | null, limit: number): Promise<JobId[]> {
  const { rows } = await sql<{ id: JobId }>`
    select id from jobs where status = 'active' and id > ${after ?? '00000000-0000-0000-0000-000000000000'}
    order by id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}
