import { sql } from 'kysely';

import type { JobId } from '@access/contracts/ids';
import type { Db, Tx } from '@access/db';
import type { JobDocument } from '@access/ml/features';

interface JobRow {
  id: JobId;
  isLive: boolean;
  title: string;
  companyId: string;
  companyName: string;
  industry: string | null;
  skillIds: string[];
  requiredFlags: boolean[];
  levels: number[];
  experienceLevel: JobDocument['experienceLevel'];
  jobType: JobDocument['jobType'];
  remoteOption: JobDocument['remoteOption'];
  placeId: number | null;
  latitude: number | null;
  longitude: number | null;
  country: string | null;
  placeName: string | null;
  regionCode: string | null;
  salaryYearlyUsdMin: number | null;
  salaryYearlyUsdMax: number | null;
  postedAt: Date;
  applicationDeadline: Date | null;
  views: number;
  likes: number;
  applies: number;
  bookmarks: number;
}

/** What job rows name only by id; held in memory because every job repeats it. */
export type SkillNames = ReadonlyMap<string, { readonly slug: string; readonly name: string }>;

export interface LoadedJob {
  readonly id: JobId;
  /** Null when the job must not be recommended (closed, expired, not approved): take it out of the index. */
  readonly document: JobDocument | null;
}

/** The documents the engine is fed with; ids without a row come back with a null document. */
export async function loadJobDocuments(
  db: Db | Tx,
  ids: readonly JobId[],
  names: SkillNames,
): Promise<LoadedJob[]> {
  if (ids.length === 0) return [];
  const rows = await selectJobs(db, ids);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = found.get(id);
    return { id, document: row?.isLive === true ? toDocument(row, names) : null };
  });
}

/** Documents whether live or not: what explaining one job, or a person's past likes, needs. */
export async function loadAnyJobDocuments(
  db: Db | Tx,
  ids: readonly JobId[],
  names: SkillNames,
): Promise<JobDocument[]> {
  if (ids.length === 0) return [];
  const rows = await selectJobs(db, ids);
  return rows.map((row) => toDocument(row, names));
}

async function selectJobs(db: Db | Tx, ids: readonly JobId[]): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`
    select j.id, j.status = 'active' and (j.application_deadline is null or j.application_deadline > now()) as is_live,
      j.title, j.company_id, c.name as company_name, c.industry,
      coalesce(k.skill_ids, '{}') as skill_ids, coalesce(k.required_flags, '{}') as required_flags,
      coalesce(k.levels, '{}') as levels,
      j.experience_level, j.job_type, j.remote_option, j.place_id, j.latitude, j.longitude,
      j.country, p.name as place_name, p.region_code, j.salary_yearly_usd_min, j.salary_yearly_usd_max, j.posted_at, j.application_deadline,
      coalesce(s.views, 0) as views, coalesce(s.likes, 0) as likes, coalesce(s.applies, 0) as applies,
      coalesce(s.bookmarks, 0) as bookmarks
    from jobs j
    join companies c on c.id = j.company_id
    left join places p on p.id = j.place_id
    left join job_stats s on s.job_id = j.id
    left join lateral (
      select array_agg(skill_id::text order by skill_id) as skill_ids,
        array_agg(is_required order by skill_id) as required_flags,
        array_agg(proficiency_level::int order by skill_id) as levels
      from job_skills where job_id = j.id
    ) k on true
    where j.id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}

function toDocument(row: JobRow, names: SkillNames): JobDocument {
  const skills = row.skillIds.flatMap((id, index) => {
    const known = names.get(id);
    const isRequired = row.requiredFlags[index] ?? true;
    return known === undefined ? [] : [{ id, ...known, isRequired, level: row.levels[index] ?? 2 }];
  });
  const place =
    row.latitude === null || row.longitude === null || row.country === null
      ? null
      : {
          id: row.placeId,
          lat: row.latitude,
          lon: row.longitude,
          country: row.country,
          admin1: row.regionCode,
          name: row.placeName,
        };
  return {
    id: row.id,
    title: row.title,
    companyId: row.companyId,
    companyName: row.companyName,
    industry: row.industry,
    skills,
    experienceLevel: row.experienceLevel,
    jobType: row.jobType,
    remoteOption: row.remoteOption,
    place,
    country: row.country,
    salaryYearlyMin: row.salaryYearlyUsdMin,
    salaryYearlyMax: row.salaryYearlyUsdMax,
    postedAt: row.postedAt.getTime(),
    deadlineAt: row.applicationDeadline?.getTime() ?? null,
    views: row.views,
    likes: row.likes,
    applies: row.applies,
    bookmarks: row.bookmarks,
  };
}
