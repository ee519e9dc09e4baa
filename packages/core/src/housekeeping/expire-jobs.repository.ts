import { sql } from 'kysely';

import type { JobId } from '@access/contracts/ids';
import type { Tx } from '@access/db';

export interface ExpireQuery {
  readonly now: Date;
  /** Jobs that nobody told since then are taken for filled. */
  readonly verifiedSince: Date;
  readonly limit: number;
}

/** Why a job's time is over. */
export type ExpiryReason = 'deadline' | 'age';

/**
 * Expires open jobs whose deadline passed, by the index on deadlines, and open jobs posted too long ago, by the index on posting dates,
 * unless a source still told them lately or, where no source did, an admin changed them. Jobs that another transaction holds wait for
 * the next time.
 */
export async function expireSome(
  trx: Tx,
  { now, verifiedSince, limit }: ExpireQuery,
): Promise<{ id: JobId; reason: ExpiryReason }[]> {
  const { rows } = await sql<{ id: JobId; reason: ExpiryReason }>`
    with late as (
      select id, 'deadline' as reason from jobs where status = 'active' and application_deadline <= ${now}
      order by application_deadline limit ${limit} for update skip locked
    ),
    old as (
      select j.id, 'age' as reason from jobs j
      where j.status = 'active' and j.posted_at < ${verifiedSince}
        and (j.application_deadline is null or j.application_deadline > ${now})
        and case when exists (select 1 from job_sources s where s.job_id = j.id)
          then not exists (select 1 from job_sources s
            where s.job_id = j.id and s.closed_at is null and s.last_seen >= ${verifiedSince})
          else j.updated_at < ${verifiedSince} end
      order by j.posted_at limit ${limit} for update skip locked
    ),
    ended as (select id, reason from late union all select id, reason from old)
    update jobs set status = 'expired' from ended where jobs.id = ended.id
    returning jobs.id, ended.reason`.execute(trx);
  return rows;
}
