import { sql } from 'kysely';

import type { Job, JobSummary } from '@access/contracts/jobs';
import type { Db } from '@access/db';

import { isActive, summaryColumns, summaryJoins, toSummary, type SummaryRow } from './summary.repository.ts';

/** Newest jobs looked at for each skill, and for the title. Bounds the work whatever a skill's popularity. */
const PER_SKILL = 100;
const PER_TITLE = 100;
/** Skills looked up: required ones first. */
const SKILLS = 12;

/**
 * Open jobs like this one: 0.5 × skills shared (Jaccard over what both ask for) + 0.5 × trigram likeness of the titles. Candidates are the newest jobs of each skill
 * and those whose text holds every word of the title. Plan: `job_skills_skill` backwards per skill (v7 ids grow with time), GIN for the title, then primary keys
 * for at most SKILLS × PER_SKILL + PER_TITLE candidates.
 */
export async function similarJobs(db: Db, job: Job, limit: number): Promise<JobSummary[]> {
  const skillIds = job.skills.slice(0, SKILLS).map((skill) => skill.id);
  const { rows } = await sql<SummaryRow>`
    with candidates as (
      select n.job_id from unnest(${skillIds}::uuid[]) as s(id)
        cross join lateral (select job_id from job_skills where skill_id = s.id order by job_id desc limit ${PER_SKILL}) n
      union
      (select id from jobs where search @@ plainto_tsquery('english', ${job.title}) and status = 'active' limit ${PER_TITLE})
    ),
    scored as (
      select j.id, 0.5 * coalesce(k.shared::float8 / nullif(k.asked + ${skillIds.length}::integer - k.shared, 0), 0)
        + 0.5 * similarity(fold(j.title), fold(${job.title})) as likeness
      from candidates join jobs j on j.id = candidates.job_id
        cross join lateral (select count(*)::integer as asked, (count(*) filter (where skill_id = any(${skillIds}::uuid[])))::integer as shared
          from job_skills where job_id = j.id) k
      where ${isActive} and j.id <> ${job.id}
      order by likeness desc, j.id desc limit ${limit}
    )
    select ${summaryColumns} from scored join jobs j on j.id = scored.id ${summaryJoins}
    order by scored.likeness desc, j.id desc`.execute(db);
  return rows.map(toSummary);
}
