import { sql, type Kysely } from 'kysely';

/** Feeds and resumable runs, one posting per job, moderation, partner keys and saved searches. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(feedTables).execute(db);
  await sql.raw(duplicateTables).execute(db);
  await sql.raw(keyTables).execute(db);
  await sql.raw(alertTables).execute(db);
  await sql.raw(foundIndexes).execute(db);
  await sql.raw(bulkSearch).execute(db);
}

const feedTables = `
create table feeds (
  id uuid primary key default uuidv7(),
  name text not null unique check (length(name) between 1 and 100),
  url text not null check (length(url) <= 2000),
  format text not null check (format in ('auto','csv','json','jsonld','xml','greenhouse','lever')),
  mapping jsonb,
  is_full boolean not null default false,
  company_name text,
  every_minutes integer not null check (every_minutes between 15 and 10080),
  is_active boolean not null default true,
  -- What the last answer was known by: sent back, so that an unchanged feed costs one 304.
  etag text,
  last_modified text,
  content_sha256 text,
  failures integer not null default 0 check (failures >= 0),
  last_error text,
  next_run_at timestamptz not null default now(),
  created_by uuid references users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger feeds_touch before update on feeds for each row execute function touch_updated_at();
create index feeds_due on feeds (next_run_at) where is_active;

alter table import_runs drop constraint import_runs_format_check;
alter table import_runs drop constraint import_runs_status_check;
alter table import_runs
  add check (format in ('auto','csv','json','jsonld','xml','greenhouse','lever','demo','mixed')),
  add check (status in ('queued','running','finished','failed','cancelled')),
  add column trigger text not null default 'command' check (trigger in ('upload','command','schedule','demo')),
  add column feed_id uuid references feeds (id) on delete set null,
  add column is_dry_run boolean not null default false,
  add column is_forced boolean not null default false,
  add column mapping jsonb,
  add column company_name text,
  add column file_key text,
  add column file_name text,
  add column bytes_total bigint,
  add column bytes_read bigint not null default 0,
  -- Rows taken so far, written with each batch in its transaction: a run that was killed goes on behind them.
  add column rows_done bigint not null default 0,
  add column message text,
  add column requested_by uuid references users (id) on delete set null,
  -- Names what a command reads (paths, sizes, dates, options): the same command after a kill goes on with its run.
  add column input_key text,
  -- Moves while a process works on the run.
  add column beat_at timestamptz;
create index import_runs_source on import_runs (source, started_at desc);
create index import_runs_living on import_runs (status) where status in ('queued','running');

create table import_run_rows (
  run_id uuid not null references import_runs (id) on delete cascade,
  number bigint not null,
  kind text not null check (kind in ('refused','noted','create','update','close')),
  file text not null default '',
  line integer not null default 0,
  -- Why a row was refused, or what of it was left out.
  reason text,
  -- What a dry run would change: { sourceId, title, companyName, fields }.
  change jsonb,
  created_at timestamptz not null default now(),
  primary key (run_id, kind, number)
);

-- What a dry run has seen so far, as a real one marks it on the sources; emptied when the run ends.
create table import_run_seen (
  run_id uuid not null references import_runs (id) on delete cascade,
  source_id text not null,
  created_at timestamptz not null default now(),
  primary key (run_id, source_id)
);

alter table job_sources
  add column last_run_id uuid,
  -- When the source says it last touched the posting.
  add column told_at timestamptz,
  -- Every run touches every row it sees: room on the page spares the indexes.
  set (fillfactor = 75);
create index job_sources_open on job_sources (source) where closed_at is null;
`;

const duplicateTables = `
alter table jobs
  add column merged_into uuid references jobs (id) on delete set null,
  -- How often the same source told this job under a new id after the first.
  add column repost_count integer not null default 0 check (repost_count >= 0),
  add column created_by_key uuid,
  add column moderated_by uuid references users (id) on delete set null,
  add column moderated_at timestamptz,
  add check (merged_into is null or (merged_into <> id and status = 'closed'));
create index jobs_merged on jobs (merged_into) where merged_into is not null;
-- Admins look for a part of a title among jobs of every state. Costs a new row 14 µs.
create index jobs_title_trgm on jobs using gin (fold(title) gin_trgm_ops);
-- The few that admins look for by their state; ids grow with time.
create index jobs_unshown on jobs (status, id) where status in ('draft','pending','rejected');

-- Small sketches of each posting: \`keys\` finds look-alikes (one shared key suffices), \`shingles\` (MinHash values of the text) measures them.
create table job_sketches (
  job_id uuid primary key references jobs (id) on delete cascade,
  keys integer[] not null,
  shingles integer[] not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger job_sketches_touch before update on job_sketches for each row execute function touch_updated_at();
create index job_sketches_keys on job_sketches using gin (keys);

create table duplicate_pairs (
  id uuid primary key default uuidv7(),
  kept_job_id uuid not null references jobs (id) on delete cascade,
  other_job_id uuid not null references jobs (id) on delete cascade,
  score real not null check (score between 0 and 1),
  evidence jsonb not null default '[]',
  status text not null default 'open' check (status in ('open','merged','dismissed')),
  decided_by uuid references users (id) on delete set null,
  is_automatic boolean not null default false,
  decided_at timestamptz,
  -- What the merge moved, so that undoing it gives everything back: sources, views, interactions.
  moved jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (kept_job_id <> other_job_id)
);
create trigger duplicate_pairs_touch before update on duplicate_pairs for each row execute function touch_updated_at();
create unique index duplicate_pairs_pair on duplicate_pairs (least(kept_job_id, other_job_id), greatest(kept_job_id, other_job_id));
create index duplicate_pairs_open on duplicate_pairs (score desc, id) where status = 'open';
create index duplicate_pairs_other on duplicate_pairs (other_job_id);
`;

const keyTables = `
create table api_keys (
  id uuid primary key default uuidv7(),
  owner_id uuid not null references users (id) on delete cascade,
  name text not null check (length(name) between 1 and 100),
  prefix text not null unique,
  -- SHA-256 of the secret, never the secret.
  secret_hash text not null check (secret_hash ~ '^[0-9a-f]{64}$'),
  scopes text[] not null check (cardinality(scopes) > 0),
  company_ids uuid[] not null default '{}',
  rate_limit integer not null default 60 check (rate_limit between 1 and 6000),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger api_keys_touch before update on api_keys for each row execute function touch_updated_at();
create index api_keys_owner on api_keys (owner_id, id);
alter table jobs add foreign key (created_by_key) references api_keys (id) on delete set null;
create index jobs_key on jobs (created_by_key) where created_by_key is not null;
`;

const alertTables = `
create table job_alerts (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users (id) on delete cascade,
  name text not null check (length(name) between 1 and 100),
  filter jsonb not null,
  frequency text not null default 'daily' check (frequency in ('immediate','daily','weekly')),
  is_active boolean not null default true,
  last_run_at timestamptz,
  next_run_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, name)
);
create trigger job_alerts_touch before update on job_alerts for each row execute function touch_updated_at();
`;

const foundIndexes = `
create index companies_logo on companies (logo_key) where logo_key is not null;
-- The sitemap reads this index alone, in parts of 50,000.
create index jobs_found on jobs (id) include (updated_at, application_deadline) where status = 'active';
`;

// The first new job of a transaction brings the search rows of all of them, in one statement: one by one, imports take three times as long.
const bulkSearch = `
create function jobs_search_added() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from job_search where job_id = new.id) then
    perform jobs_write_search(array(
      select j.id from jobs j where j.change_xid = pg_current_xact_id() and j.status = 'active'
        and not exists (select 1 from job_search s where s.job_id = j.id)));
  end if;
  return null;
end $$;
drop trigger jobs_search_inserted on jobs;
create constraint trigger jobs_search_inserted after insert on jobs deferrable initially deferred
  for each row when (new.status = 'active') execute function jobs_search_added();
`;

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw(undo).execute(db);
}

const undo = `
drop trigger jobs_search_inserted on jobs;
drop function jobs_search_added();
create constraint trigger jobs_search_inserted after insert on jobs deferrable initially deferred
  for each row when (new.status = 'active') execute function jobs_search_changed();
drop index companies_logo, jobs_found, jobs_unshown, jobs_title_trgm;
drop table job_alerts;
alter table jobs drop column created_by_key, drop column merged_into, drop column repost_count, drop column moderated_by, drop column moderated_at;
drop table api_keys;
drop table duplicate_pairs;
drop table job_sketches;
drop index job_sources_open;
alter table job_sources drop column last_run_id, drop column told_at, reset (fillfactor);
drop table import_run_seen;
drop table import_run_rows;
delete from import_runs where status in ('queued','cancelled') or format not in ('jsonld','csv','demo','mixed');
alter table import_runs drop constraint import_runs_format_check, drop constraint import_runs_status_check,
  add check (format in ('jsonld','csv','demo','mixed')), add check (status in ('running','finished','failed')),
  drop column trigger, drop column feed_id, drop column is_dry_run, drop column is_forced, drop column mapping,
  drop column company_name, drop column file_key, drop column file_name, drop column bytes_total, drop column bytes_read,
  drop column rows_done, drop column message, drop column requested_by, drop column input_key, drop column beat_at;
drop index import_runs_living, import_runs_source;
drop table feeds;
`;
