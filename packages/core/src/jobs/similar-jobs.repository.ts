import { sql } from 'kysely';

import type { Job, JobSummary } from '@access/contracts/jobs';
import type { Db } from '@access/db';

import { isActive, summaryColumns, summaryJoins, toSummary, type SummaryRow } from './summary.repository.ts';

/** Candidates that each way of looking brings at most, and those of them that are compared word by word. */
const LOOKED_AT = 1_500;
const COMPARED = 300;
/** The words of a title that say what the work is, at most. */
const TITLE_WORDS = 5;
/** Skills compared: required ones first. */
const SKILLS = 12;
/** The newest are looked at before all others, in blocks of eight days. */
const RECENT_BLOCKS = 3;

/** Stems of words that tell of grade and contract, and so of no likeness. */
const unlike = new Set(
  'senior sr snr junior jr lead princip staff head chief traine graduat intern associ i ii iii iv remot hybrid part full time contract perman temporari m f d w x night day week shift'.split(
    ' ',
  ),
);

/**
 * Open jobs like this one: 0.5 × skills shared (Jaccard over what both ask for) + 0.5 × trigram likeness of the titles + 0.1 in the same country. Candidates
 * hold two of the title's words, or a word and two of the skills; the newest in the same country first, then the newest, then all. Plan:
 * `job_search_terms` for each way, at most LOOKED_AT rows of it, COMPARED titles by primary key.
 */
export async function similarJobs(db: Db, job: Job, limit: number): Promise<JobSummary[]> {
  const like = await likenessOf(db, job);
  if (like.words === '') return [];
  const recent = sql`(select array_agg(9 << 27 | block) from generate_series(greatest(0, ${like.newestDay}::integer / 8 - ${RECENT_BLOCKS - 1}), ${like.newestDay}::integer / 8) block)`;
  const words = sql`s.title @@ ${like.words}::tsquery`;
  const columns = sql`select s.job_id, s.facets, s.posted_at, ts_rank(s.title, ${like.anyWord}::tsquery) + case when s.facets && ${like.country}::integer[] then 0.02 else 0 end as likeness from job_search s`;
  const { rows } = await sql<SummaryRow>`
    with near as (${columns} where ${words} and s.facets && ${like.country}::integer[] and s.facets && ${recent} limit ${LOOKED_AT}),
    newest as (${columns} where ${words} and s.facets && ${recent} limit ${LOOKED_AT}),
    skilled as (${columns} where s.title @@ ${like.anyWord}::tsquery and s.facets @> ${like.skills.slice(0, 2)}::integer[]
      and ${like.skills.length > 1} and s.facets && ${recent} limit ${LOOKED_AT}),
    older as (${columns} where ${words} and (select count(*) from newest) < ${COMPARED} limit ${LOOKED_AT}),
    candidates as (
      select distinct on (job_id) * from (table near union all table newest union all table skilled union all table older) c where job_id <> ${job.id}
    ),
    compared as (select * from candidates order by likeness desc, posted_at desc, job_id desc limit ${COMPARED}),
    scored as (
      select j.id, 0.5 * coalesce(k.shared::float8 / nullif(k.asked + ${like.skills.length}::integer - k.shared, 0), 0)
        + 0.5 * similarity(fold(j.title), fold(${job.title})) + case when c.facets && ${like.country}::integer[] then 0.1 else 0 end as likeness
      from compared c join jobs j on j.id = c.job_id
        cross join lateral (select count(*)::integer as asked, (count(*) filter (where token = any(${like.skills}::integer[])))::integer as shared
          from unnest(c.facets) token where token >> 27 = 6) k
      where ${isActive}
      order by likeness desc, j.id desc limit ${limit}
    )
    select ${summaryColumns} from scored join jobs j on j.id = scored.id ${summaryJoins}
    order by scored.likeness desc, j.id desc`.execute(db);
  return rows.map(toSummary);
}

interface Likeness {
  /** At least two of the title's words, as a tsquery; empty where the title says nothing. */
  readonly words: string;
  readonly anyWord: string;
  /** Tokens of `job_search.facets`. */
  readonly skills: readonly number[];
  readonly country: readonly number[];
  /** Day number of the newest open job. */
  readonly newestDay: number;
}

/** What likeness is measured by. Plan: primary keys, and the newest row of `jobs_recent`. */
async function likenessOf(db: Db, job: Job): Promise<Likeness> {
  const { rows } = await sql<{
    stems: readonly string[];
    skills: readonly number[];
    country: readonly number[];
    newestDay: number;
  }>`
    select tsvector_to_array(job_title_words(${job.title})) as stems,
      array(select 6 << 27 | number from skills where id = any(${job.skills.slice(0, SKILLS).map((skill) => skill.id)}::uuid[])) as skills,
      array(select token from jobs j, unnest(job_facets(j)) token where j.id = ${job.id} and token >> 27 = 4) as country,
      (select least(32767, greatest(0, (max(posted_at) at time zone 'UTC')::date - date '2000-01-01')) from jobs where status = 'active') as newest_day`.execute(
    db,
  );
  const { stems = [], skills = [], country = [], newestDay = 0 } = rows[0] ?? {};
  const telling = stems.filter((stem) => !unlike.has(stem));
  const words = (telling.length > 0 ? telling : stems).slice(0, TITLE_WORDS).map(quoted);
  const pairs = words.flatMap((first, index) =>
    words.slice(index + 1).map((second) => `${first} & ${second}`),
  );
  return {
    words: (words.length === 1 ? words : pairs).join(' | '),
    anyWord: words.join(' | '),
    skills,
    country,
    newestDay: newestDay ?? 0,
  };
}

/** A stem in the notation of a tsquery. */
const quoted = (stem: string): string => `'${stem.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
