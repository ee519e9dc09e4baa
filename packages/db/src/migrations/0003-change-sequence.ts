import { sql, type Kysely } from 'kysely';

/** Changed skills and company names reach the job indexes; workers say that they live. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(changeTriggers).execute(db);
  await sql.raw(heartbeatTable).execute(db);
}

const changeTriggers = `
-- Rows of this transaction have a sequence number that nobody has read: they stay as they are, so that writing a job and
-- then its skills costs one look at an index. Locked in order of id, for two statements that meet not to deadlock.
create function jobs_move_changed(changed uuid[]) returns void language sql as $$
  with moved as materialized (
    select id from jobs where id = any(changed) and change_xid <> pg_current_xact_id()
    order by id for no key update
  )
  update jobs set change_seq = nextval('jobs_change_seq'), change_xid = pg_current_xact_id()
  from moved where jobs.id = moved.id
$$;

create function job_skills_touch_jobs() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform jobs_move_changed(array(select distinct job_id from new_rows));
  elsif tg_op = 'DELETE' then
    perform jobs_move_changed(array(select distinct job_id from old_rows));
  else
    perform jobs_move_changed(array(
      select job_id from (
        (table new_rows except table old_rows) union all (table old_rows except table new_rows)
      ) differing group by job_id));
  end if;
  return null;
end $$;
create trigger job_skills_inserted after insert on job_skills
  referencing new table as new_rows for each statement execute function job_skills_touch_jobs();
create trigger job_skills_updated after update on job_skills
  referencing old table as old_rows new table as new_rows for each statement execute function job_skills_touch_jobs();
create trigger job_skills_deleted after delete on job_skills
  referencing old table as old_rows for each statement execute function job_skills_touch_jobs();

-- Only open jobs stand in an index; another takes a new number when it opens.
create function companies_touch_jobs() returns trigger language plpgsql as $$
begin
  perform jobs_move_changed(array(
    select j.id from new_rows n
    join old_rows o using (id)
    join jobs j on j.company_id = n.id and j.status = 'active'
    where (n.name, n.industry) is distinct from (o.name, o.industry)));
  return null;
end $$;
create trigger companies_changed after update on companies
  referencing old table as old_rows new table as new_rows for each statement execute function companies_touch_jobs();
`;

const heartbeatTable = `
-- One row for each running worker, told anew every few seconds and gone when it stops.
create table worker_heartbeats (
  worker_id text primary key,
  started_at timestamptz not null,
  beat_at timestamptz not null,
  detail jsonb not null default '{}'
);
`;

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw(undo).execute(db);
}

const undo = `
drop table worker_heartbeats;
drop trigger companies_changed on companies;
drop trigger job_skills_inserted on job_skills;
drop trigger job_skills_updated on job_skills;
drop trigger job_skills_deleted on job_skills;
drop function companies_touch_jobs();
drop function job_skills_touch_jobs();
drop function jobs_move_changed(uuid[]);
`;
