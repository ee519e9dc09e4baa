import { sql } from 'kysely';

import type {
  ExperienceLevel,
  JobStatus,
  JobType,
  RemoteOption,
  SalaryPeriod,
} from '@access/contracts/enums';
import type { JobId } from '@access/contracts/ids';
import type { Tx } from '@access/db';

/** A job as it is written. Instants and dates are ISO strings, because rows travel to the database as one JSON document. */
export interface JobRecord {
  readonly id: JobId;
  readonly title: string;
  readonly companyId: string;
  /** Sanitised HTML, as the two after it. */
  readonly description: string;
  readonly requirements: string | null;
  readonly benefits: string | null;
  readonly excerpt: string;
  readonly salaryMin: number | null;
  readonly salaryMax: number | null;
  readonly currency: string | null;
  readonly salaryPeriod: SalaryPeriod | null;
  readonly salaryYearlyUsdMin: number | null;
  readonly salaryYearlyUsdMax: number | null;
  readonly location: string | null;
  readonly placeId: number | null;
  /** The source's own coordinates; null for the place's. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly country: string | null;
  readonly language: string | null;
  readonly jobType: JobType | null;
  readonly experienceLevel: ExperienceLevel | null;
  readonly remoteOption: RemoteOption | null;
  /** Null: now for a new job, as it was for an old one. */
  readonly postedAt: string | null;
  readonly deadlineAt: string | null;
  /** A deadline without a time of day: ends with that day in the job's place. */
  readonly deadlineDate: string | null;
  readonly status: JobStatus;
  readonly isFeatured: boolean;
  readonly applyUrl: string | null;
  readonly createdBy: string | null;
  /** The partner's key that posts it. */
  readonly createdByKey?: string | null;
  readonly fingerprint: string;
  readonly skillNames: string;
  readonly skills: ReadonlyArray<{ skillId: string; isRequired: boolean; proficiencyLevel: number }>;
}

/** Ids for new jobs, made by the database before the rows, so that jobs, skills and sources can be written in bulk. */
export async function newJobIds(trx: Tx, count: number): Promise<JobId[]> {
  const { rows } = await sql<{
    id: JobId;
  }>`select uuidv7() as id from generate_series(1, ${count}::integer)`.execute(trx);
  return rows.map((row) => row.id);
}

const given = (records: readonly JobRecord[]) => sql`
  (select r.*, coalesce(r.latitude, p.latitude) as lat, coalesce(r.longitude, p.longitude) as lon,
    coalesce(r.country, p.country) as land,
    coalesce(r."deadlineAt", (r."deadlineDate" + 1)::timestamp at time zone coalesce(p.time_zone, 'UTC')) as deadline
  from jsonb_to_recordset(${JSON.stringify(records.map(({ skills: _, ...row }) => row))}::jsonb) as r(
    id uuid, title text, "companyId" uuid, description text, requirements text, benefits text, excerpt text,
    "salaryMin" numeric, "salaryMax" numeric, currency text, "salaryPeriod" text, "salaryYearlyUsdMin" numeric,
    "salaryYearlyUsdMax" numeric, location text, "placeId" integer, latitude double precision,
    longitude double precision, country text, language text, "jobType" text, "experienceLevel" text,
    "remoteOption" text, "postedAt" timestamptz, "deadlineAt" timestamptz, "deadlineDate" date, status text,
    "isFeatured" boolean, "applyUrl" text, "createdBy" uuid, "createdByKey" uuid, fingerprint text, "skillNames" text)
  left join places p on p.id = r."placeId") g`;

/** A posting that comes in after its deadline is expired from the start: the index of active jobs holds only what lists may show. */
const statusNow = sql`case when g.status = 'active' and g.deadline <= now() then 'expired' else g.status end`;

/**
 * What waits for a decision or was refused is shown by a decision alone, whatever a feed or a form brings; what was merged into
 * another stays closed until that is undone.
 */
const statusThen = sql`case when jobs.merged_into is not null then 'closed'
  when jobs.status in ('pending', 'rejected') and g.status = 'active' then jobs.status else ${statusNow} end`;

/** Writes new jobs with their skills. */
export async function insertJobs(trx: Tx, records: readonly JobRecord[]): Promise<void> {
  await sql`
    insert into jobs (id, title, company_id, description, requirements, benefits, excerpt, salary_min, salary_max,
      currency, salary_period, salary_yearly_usd_min, salary_yearly_usd_max, location, place_id, latitude, longitude,
      country, language, job_type, experience_level, remote_option, posted_at, application_deadline, status,
      is_featured, apply_url, created_by, created_by_key, fingerprint, skill_names)
    select g.id, g.title, g."companyId", g.description, g.requirements, g.benefits, g.excerpt, g."salaryMin",
      g."salaryMax", g.currency, g."salaryPeriod", g."salaryYearlyUsdMin", g."salaryYearlyUsdMax", g.location,
      g."placeId", g.lat, g.lon, g.land, g.language, g."jobType", g."experienceLevel", g."remoteOption",
      coalesce(g."postedAt", now()), g.deadline, ${statusNow}, g."isFeatured", g."applyUrl", g."createdBy", g."createdByKey",
      g.fingerprint, g."skillNames"
    from ${given(records)}`.execute(trx);
  await insertSkills(trx, records);
}

/**
 * Writes jobs anew, skills included; views, creator and, where none is given, the posting date stay. A draft counts as
 * posted when it is first shown.
 */
export async function updateJobs(trx: Tx, records: readonly JobRecord[]): Promise<void> {
  await sql`
    update jobs set title = g.title, company_id = g."companyId", description = g.description,
      requirements = g.requirements, benefits = g.benefits, excerpt = g.excerpt, salary_min = g."salaryMin",
      salary_max = g."salaryMax", currency = g.currency, salary_period = g."salaryPeriod",
      salary_yearly_usd_min = g."salaryYearlyUsdMin", salary_yearly_usd_max = g."salaryYearlyUsdMax",
      location = g.location, place_id = g."placeId", latitude = g.lat, longitude = g.lon, country = g.land,
      language = g.language, job_type = g."jobType", experience_level = g."experienceLevel",
      remote_option = g."remoteOption",
      posted_at = coalesce(g."postedAt", case when jobs.status = 'draft' and g.status = 'active' then now() else jobs.posted_at end),
      application_deadline = g.deadline, status = ${statusThen}, is_featured = g."isFeatured", apply_url = g."applyUrl",
      fingerprint = g.fingerprint, skill_names = g."skillNames"
    from ${given(records)} where jobs.id = g.id`.execute(trx);
  await deleteSkills(trx, records);
  await insertSkills(trx, records);
}

const skillRowsOf = (records: readonly JobRecord[]) =>
  records.flatMap(({ id, skills }) => skills.map((skill) => ({ jobId: id, ...skill })));

/** Takes away what the records no longer hold. What stays is not touched: a job written as it was has not changed. */
async function deleteSkills(trx: Tx, records: readonly JobRecord[]): Promise<void> {
  await sql`
    delete from job_skills k where k.job_id = any(${records.map((record) => record.id)}::uuid[])
      and not exists (select 1 from jsonb_to_recordset(${JSON.stringify(skillRowsOf(records))}::jsonb)
        as r("jobId" uuid, "skillId" uuid) where r."jobId" = k.job_id and r."skillId" = k.skill_id)`.execute(
    trx,
  );
}

async function insertSkills(trx: Tx, records: readonly JobRecord[]): Promise<void> {
  const rows = skillRowsOf(records);
  if (rows.length === 0) return;
  await sql`
    insert into job_skills (job_id, skill_id, is_required, proficiency_level)
    select "jobId", "skillId", bool_or("isRequired"), max("proficiencyLevel")
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("jobId" uuid, "skillId" uuid, "isRequired" boolean, "proficiencyLevel" smallint)
      -- The matcher may know a skill that was removed since it was built.
      join skills s on s.id = r."skillId"
    group by 1, 2
    on conflict (job_id, skill_id) do update
      set is_required = excluded.is_required, proficiency_level = excluded.proficiency_level
      where (job_skills.is_required, job_skills.proficiency_level)
        is distinct from (excluded.is_required, excluded.proficiency_level)`.execute(trx);
}
