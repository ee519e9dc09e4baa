import { sql } from 'kysely';

import type { Db } from '@access/db';

import { companyCount, type BenchJob } from './search-postings.ts';

const BATCH = 2_000;

/** Writes the employers of a catalogue of `count` jobs. */
export async function fillCompanies(db: Db, count: number): Promise<void> {
  await sql`
    insert into companies (name, match_key, slug)
    select 'Bench company ' || i, 'bench company ' || i, 'bench-company-' || i from generate_series(1, ${companyCount(count)}::integer) i
    on conflict do nothing`.execute(db);
}

/**
 * Adds synthetic jobs straight to the tables, two batches at a time. Deterministic for the jobs given, but for the ids.
 */
export async function fillJobs(
  db: Db,
  {
    count,
    jobs,
    onProgress,
  }: { count: number; jobs: Iterator<BenchJob>; onProgress: (done: number) => void },
): Promise<void> {
  let started = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (started < count) {
      const size = Math.min(BATCH, count - started);
      started += size;
      await insertBatch(db, takeJobs(jobs, size));
      onProgress((done += size));
    }
  };
  await Promise.all([work(), work()]);
}

export function takeJobs(jobs: Iterator<BenchJob>, count: number): BenchJob[] {
  return Array.from({ length: count }, () => {
    const next = jobs.next();
    if (next.done === true) throw new Error('There are no more jobs');
    return next.value;
  });
}

/** Unnested columns rather than one JSON document: a third of the time for long texts. */
async function insertBatch(db: Db, jobs: readonly BenchJob[]): Promise<void> {
  const column = <Value>(of: (job: BenchJob) => Value): Value[] => jobs.map(of);
  await sql`
    with r as (
      select * from unnest(
        ${column((job) => job.title)}::text[], ${column((job) => job.company)}::integer[], ${column((job) => job.description)}::text[],
        ${column((job) => job.requirements)}::text[], ${column((job) => job.skills.join(','))}::text[], ${column((job) => job.location)}::text[],
        ${column((job) => job.place)}::integer[], ${column((job) => job.latitude)}::float8[], ${column((job) => job.longitude)}::float8[],
        ${column((job) => job.country)}::text[], ${column((job) => job.jobType)}::text[], ${column((job) => job.level)}::text[],
        ${column((job) => job.remote)}::text[], ${column((job) => job.payMin)}::numeric[], ${column((job) => job.payMax)}::numeric[],
        ${column((job) => job.age)}::float8[], ${column((job) => job.deadline)}::float8[])
      as r(title, company, description, requirements, skills, location, place, lat, lon, country, type, level, remote, min, max, age, deadline)
    ), named as (
      select r.*, uuidv7() as id, k.ids, k.names from r cross join lateral (
        select coalesce(array_agg(s.id), '{}') as ids, coalesce(string_agg(s.name, ', '), '') as names
        from skills s where s.slug = any(string_to_array(r.skills, ','))) k
    ), made as (
      insert into jobs (id, title, company_id, description, requirements, excerpt, salary_min, salary_max, currency, salary_period,
        salary_yearly_usd_min, salary_yearly_usd_max, location, place_id, latitude, longitude, country, language, job_type,
        experience_level, remote_option, posted_at, application_deadline, status, apply_url, fingerprint, skill_names)
      select n.id, n.title, c.id, n.description, n.requirements, left(regexp_replace(n.description, '<[^>]*>', '', 'g'), 240), n.min, n.max,
        case when n.min is null then null else 'USD' end, case when n.min is null then null else 'year' end, n.min, n.max, n.location, n.place,
        n.lat, n.lon, n.country, 'en', n.type, n.level, n.remote, date_trunc('milliseconds', now() - n.age * interval '1 day'),
        now() + n.deadline * interval '1 day', 'active', 'https://example.org/apply/' || n.id, md5(n.id::text), n.names
      from named n join companies c on c.slug = 'bench-company-' || n.company
    )
    insert into job_skills (job_id, skill_id) select n.id, unnest(n.ids) from named n`.execute(db);
}
