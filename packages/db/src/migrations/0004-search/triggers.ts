const words = ['title', 'company_id', 'description', 'requirements', 'benefits', 'skill_names', 'location'];
const others = [
  'posted_at',
  'application_deadline',
  'salary_yearly_usd_min',
  'salary_yearly_usd_max',
  'latitude',
  'longitude',
  'country',
  'job_type',
  'experience_level',
  'remote_option',
  'is_featured',
];
const row = (table: string, columns: readonly string[]): string =>
  `(${columns.map((column) => `${table}.${column}`).join(', ')})`;

/**
 * Whoever writes a job, its search row follows in the same transaction: what is closed is found no more. At its end, because a job's skills
 * are written after the job, and each writing of a search row goes through the whole index.
 */
export const searchTriggers = `
create function jobs_search_changed() returns trigger language plpgsql as $$
begin
  if new.status <> 'active' then
    delete from job_search where job_id = new.id;
  elsif tg_op = 'INSERT' or old.status <> 'active' or ${row('old', words)} is distinct from ${row('new', words)} then
    perform jobs_write_search(array[new.id]);
  else
    -- The words stay where they are: most changes of a feed are dates.
    update job_search set posted_at = new.posted_at, application_deadline = new.application_deadline,
      pay_min = least(new.salary_yearly_usd_min, 2000000000), pay_max = least(new.salary_yearly_usd_max, 2000000000),
      latitude = new.latitude, longitude = new.longitude, is_featured = new.is_featured,
      traits = job_traits(new), facets = job_facets(new)
    where job_id = new.id;
  end if;
  return null;
end $$;
create constraint trigger jobs_search_inserted after insert on jobs deferrable initially deferred
  for each row when (new.status = 'active')
  execute function jobs_search_changed();
create constraint trigger jobs_search_updated after update of status, ${[...words, ...others].join(', ')} on jobs
  deferrable initially deferred for each row
  when ((old.status = 'active' or new.status = 'active')
    and ${row('old', ['status', ...words, ...others])} is distinct from ${row('new', ['status', ...words, ...others])})
  execute function jobs_search_changed();

-- A new job has no search row yet; one that stands gets its skills anew.
create function job_skills_search_changed() returns trigger language plpgsql as $$
begin
  update job_search set facets = made.facets
  from (select j.id, job_facets(j) as facets from job_search s join jobs j on j.id = s.job_id
    where s.job_id in (select job_id from changed)) made
  where job_search.job_id = made.id and job_search.facets is distinct from made.facets;
  return null;
end $$;
create trigger job_skills_search_inserted after insert on job_skills
  referencing new table as changed for each statement execute function job_skills_search_changed();
create trigger job_skills_search_deleted after delete on job_skills
  referencing old table as changed for each statement execute function job_skills_search_changed();

create function companies_search_changed() returns trigger language plpgsql as $$
begin
  perform jobs_write_search(array(
    select j.id from new_rows n join old_rows o using (id) join jobs j on j.company_id = n.id and j.status = 'active'
    where n.name <> o.name));
  return null;
end $$;
create trigger companies_search_renamed after update on companies
  referencing old table as old_rows new table as new_rows for each statement execute function companies_search_changed();
`;
