import { sql } from 'kysely';

import type { Db } from '../client/index.ts';
import type { SimulatedAction, SimulatedJob } from './simulate-behaviour.ts';

const BATCH = 5_000;

/** Writes simulated actions, marked as such, with the states and counters that follow from them, all or none. */
export async function writeBehaviour(
  db: Db,
  userIds: readonly string[],
  actions: readonly SimulatedAction[],
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (let start = 0; start < actions.length; start += BATCH) {
      const rows = actions
        .slice(start, start + BATCH)
        .map((action) => ({ ...action, user: userIds[action.person] }));
      await sql`
        insert into interactions (user_id, job_id, type, dwell_seconds, source, is_simulated, at)
        select "user", "jobId", type, "dwellSeconds", 'recommendation', true, at
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as a("user" uuid, "jobId" uuid, type text, "dwellSeconds" real, at timestamptz)`.execute(trx);
    }
    await sql`
      insert into user_jobs (user_id, job_id, last_viewed_at, liked_at, dismissed_at, bookmarked_at, applied_at, view_seconds)
      select user_id, job_id, max(at) filter (where type = 'view'), max(at) filter (where type = 'like'),
        max(at) filter (where type = 'dislike'), max(at) filter (where type = 'bookmark'), max(at) filter (where type = 'apply'),
        coalesce(sum(dwell_seconds) filter (where type = 'view'), 0)
      from interactions where is_simulated group by user_id, job_id
      on conflict do nothing`.execute(trx);
    await sql`
      insert into job_views (job_id, viewer, day, seconds)
      select job_id, user_id::text, (at at time zone 'UTC')::date, sum(dwell_seconds)
      from interactions where is_simulated and type = 'view' group by 1, 2, 3
      on conflict do nothing`.execute(trx);
    await sql`
      insert into job_stats (job_id, views, likes, bookmarks, applies)
      select job_id, count(*) filter (where type = 'view'), count(*) filter (where type = 'like'),
        count(*) filter (where type = 'bookmark'), count(*) filter (where type = 'apply')
      from interactions where is_simulated group by job_id
      on conflict do nothing`.execute(trx);
    await sql`update jobs j set view_count = s.views from job_stats s where s.job_id = j.id and s.views > 0`.execute(
      trx,
    );
  });
}

/** The demo's open jobs as the choice model sees them; `fieldOfIndustry` tells a company's field by its industry. */
export async function readSimulatedJobs(
  db: Db,
  fieldOfIndustry: ReadonlyMap<string, string>,
): Promise<SimulatedJob[]> {
  const { rows } = await sql<Omit<SimulatedJob, 'field'> & { industry: string | null }>`
    select j.id, c.industry, coalesce(j.country, '') as country, coalesce(p.name, '') as city, j.experience_level as level,
      coalesce(j.remote_option = 'remote', false) as is_remote, j.posted_at
    from jobs j join companies c on c.id = j.company_id left join places p on p.id = j.place_id
    where j.status = 'active' order by j.fingerprint, j.id`.execute(db);
  return rows.map(({ industry, ...job }) => ({ ...job, field: fieldOfIndustry.get(industry ?? '') ?? '' }));
}
