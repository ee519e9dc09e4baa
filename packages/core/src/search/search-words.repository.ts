import { sql } from 'kysely';

import type { Tx } from '@access/db';

/**
 * Counts the words of open jobs anew: those of their titles, skills, employers and places, as written. A word has at least as many jobs as
 * the commonest of the four kinds has it. Answers how many words there are. Plan: each table once; equal titles and places are taken apart
 * once.
 */
export async function countWords(trx: Tx): Promise<number> {
  // Two workers that count at once would wait for each other's rows in different orders.
  await sql`select pg_advisory_xact_lock(hashtext('search_words'))`.execute(trx);
  const { rows } = await sql<{ words: number }>`
    with phrases as (
      select 1 as kind, title as phrase, count(*) as jobs from jobs where status = 'active' group by title
      union all
      select 2, s.name, k.jobs from skills s join (
        select k.skill_id, count(*) as jobs from job_skills k join jobs j on j.id = k.job_id where j.status = 'active' group by k.skill_id
      ) k on k.skill_id = s.id
      union all
      select 3, c.name, j.jobs from companies c join (
        select company_id, count(*) as jobs from jobs where status = 'active' group by company_id
      ) j on j.company_id = c.id
      union all
      select 4, location, count(*) from jobs where status = 'active' and location is not null group by location
    ),
    spelt as (
      select p.kind, w.word, sum(p.jobs) as jobs from phrases p
      cross join lateral (
        select distinct word from regexp_split_to_table(fold(search_text(p.phrase)), '[^[:alnum:]]+') word
        where length(word) between 2 and 40
      ) w group by p.kind, w.word
    ),
    counted as materialized (
      select word, stem, max(jobs)::integer as jobs from spelt
      cross join lateral (select (tsvector_to_array(to_tsvector('public.job_english', word)))[1] as stem) s
      where stem is not null group by word, stem
    ),
    gone as (delete from search_words where word not in (select word from counted)),
    written as (
      insert into search_words (word, stem, jobs) select word, stem, jobs from counted
      on conflict (word) do update set stem = excluded.stem, jobs = excluded.jobs
      where (search_words.stem, search_words.jobs) is distinct from (excluded.stem, excluded.jobs)
    )
    select count(*)::integer as words from counted`.execute(trx);
  return rows[0]?.words ?? 0;
}
