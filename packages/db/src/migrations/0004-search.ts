import { sql, type Kysely } from 'kysely';

import { searchFunctions } from './0004-search/functions.ts';
import { searchTables } from './0004-search/tables.ts';
import { searchTriggers } from './0004-search/triggers.ts';

/**
 * Search gets a table of its own: narrow rows for the open jobs alone, one index over words and exact properties. A thousand existing jobs
 * take about a second; meanwhile jobs are read but not written.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [searchTables, searchFunctions, fill, searchTriggers]) await sql.raw(part).execute(db);
}

const fill = `
-- In the order of their dates: the newest are read most, and so lie together.
do $$
declare batch uuid[];
begin
  for batch in
    select array_agg(id) from (
      select id, (row_number() over (order by posted_at, id) - 1) / 5000 as part from jobs where status = 'active'
    ) numbered group by part order by part
  loop
    perform jobs_write_search(batch);
  end loop;
end $$;
create index job_search_terms on job_search using gin (title, ts_filter(body, '{a,b,c}'), body, facets) with (fastupdate = off);
analyze job_search;
`;

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw(undo).execute(db);
}

const undo = `
drop trigger jobs_search_inserted on jobs;
drop trigger jobs_search_updated on jobs;
drop trigger companies_search_renamed on companies;
drop trigger job_skills_search_inserted on job_skills;
drop trigger job_skills_search_deleted on job_skills;
drop function job_skills_search_changed();
drop function jobs_search_changed();
drop function companies_search_changed();
drop function jobs_write_search(uuid[]);
drop function job_body(jobs);
drop function job_title_words(text);
drop function job_facets(jobs);
drop function job_traits(jobs);
drop function facet_cell(double precision, double precision, integer);
drop function facet_pay(numeric);
drop function search_text(text);
drop table job_search;
drop table search_words;
drop text search configuration job_english;
drop index skill_aliases_folded;
drop index skills_folded;
alter table companies drop column number;
alter table skills drop column number;
alter table jobs add column search tsvector generated always as (
    setweight(to_tsvector('english', title), 'A') ||
    setweight(to_tsvector('english', skill_names), 'B') ||
    setweight(to_tsvector('english', left(regexp_replace(description || ' ' || coalesce(requirements, ''), '<[^>]*>', ' ', 'g'), 200000)), 'D')
  ) stored;
create index jobs_search on jobs using gin (search);
create index jobs_pay on jobs (salary_yearly_usd_max desc nulls last, id desc) where status = 'active';
create index jobs_coordinates on jobs (latitude, longitude) where status = 'active';
`;
