/** Companies, jobs, their sources and the runs that brought them. */
export const catalogueTables = `
create table companies (
  id uuid primary key default uuidv7(),
  name text not null check (length(name) between 1 and 200),
  -- Folded name without legal form: one company however a feed spells it.
  match_key text not null unique,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]*$'),
  description text,
  website text,
  logo_key text,
  industry text,
  size text check (size in ('startup','small','medium','large')),
  location text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger companies_touch before update on companies for each row execute function touch_updated_at();
create index companies_name_trgm on companies using gin (fold(name) gin_trgm_ops);
create index companies_by_name on companies (fold(name), id);

create table blocked_companies (
  user_id uuid not null references users (id) on delete cascade,
  company_id uuid not null references companies (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (user_id, company_id)
);

create table exchange_rates (
  currency char(3) primary key check (currency ~ '^[A-Z]{3}$'),
  -- One unit of the currency in US dollars.
  usd_rate numeric(18,8) not null check (usd_rate > 0),
  as_of date not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger exchange_rates_touch before update on exchange_rates for each row execute function touch_updated_at();

create sequence jobs_change_seq;

create table jobs (
  id uuid primary key default uuidv7(),
  title text not null check (length(title) between 1 and 300),
  company_id uuid not null references companies (id),
  description text not null,
  requirements text,
  benefits text,
  excerpt text not null default '',
  salary_min numeric(12,2) check (salary_min >= 0),
  salary_max numeric(12,2) check (salary_max >= 0),
  currency char(3) check (currency ~ '^[A-Z]{3}$'),
  salary_period text check (salary_period in ('year','month','week','day','hour')),
  -- Yearly figures in US dollars for comparison across periods and currencies; null where no rate is known.
  salary_yearly_usd_min numeric(14,2),
  salary_yearly_usd_max numeric(14,2),
  location text,
  place_id integer references places (id) on delete set null,
  -- The place's coordinates, or the source's own where it gave them.
  latitude double precision,
  longitude double precision,
  country char(2),
  language text,
  job_type text check (job_type in ('full_time','part_time','contract','internship')),
  experience_level text check (experience_level in ('entry','mid','senior','executive')),
  remote_option text check (remote_option in ('on_site','remote','hybrid')),
  posted_at timestamptz not null default now(),
  application_deadline timestamptz,
  status text not null default 'draft' check (status in ('draft','pending','active','rejected','expired','closed')),
  rejection_reason text,
  is_featured boolean not null default false,
  view_count integer not null default 0 check (view_count >= 0),
  apply_url text,
  created_by uuid references users (id) on delete set null,
  fingerprint text not null,
  -- Skill names, written with the job's skills, so that searching a skill's canonical name finds the job that used an alias.
  skill_names text not null default '',
  search tsvector generated always as (
    setweight(to_tsvector('english', title), 'A') ||
    setweight(to_tsvector('english', skill_names), 'B') ||
    setweight(to_tsvector('english', left(regexp_replace(description || ' ' || coalesce(requirements, ''), '<[^>]*>', ' ', 'g'), 200000)), 'D')
  ) stored,
  change_seq bigint not null default nextval('jobs_change_seq'),
  -- Sequence numbers are taken before they commit; followers ask by transaction, so that none overtaken is missed.
  change_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (salary_min is null or salary_max is null or salary_min <= salary_max),
  check ((salary_min is null and salary_max is null) or (currency is not null and salary_period is not null)),
  check ((latitude is null) = (longitude is null))
);

-- Everything but counters moves the change sequence: job indexes in the workers follow it, and a viewed job is not a changed job.
create function jobs_touch() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'view_count' - 'updated_at' - 'search' is distinct from to_jsonb(old) - 'view_count' - 'updated_at' - 'search' then
    new.updated_at := now();
    new.change_seq := nextval('jobs_change_seq');
    new.change_xid := pg_current_xact_id();
  end if;
  return new;
end $$;
create trigger jobs_touch before update on jobs for each row execute function jobs_touch();

create index jobs_search on jobs using gin (search);
create index jobs_recent on jobs (posted_at desc, id desc) where status = 'active';
create index jobs_pay on jobs (salary_yearly_usd_max desc nulls last, id desc) where status = 'active';
create index jobs_company on jobs (company_id, posted_at desc);
create index jobs_change on jobs (change_xid);
create index jobs_fingerprint on jobs (fingerprint);
create index jobs_place on jobs (place_id) where status = 'active';
create index jobs_coordinates on jobs (latitude, longitude) where status = 'active';
create index jobs_deadline on jobs (application_deadline) where status = 'active' and application_deadline is not null;

create table job_sources (
  id bigint generated always as identity primary key,
  job_id uuid not null references jobs (id) on delete cascade,
  source text not null,
  source_id text not null,
  url text,
  -- SHA-256 of the posting as parsed: an unchanged row is told by it alone.
  content_hash text not null,
  first_seen timestamptz not null default now(),
  last_seen timestamptz not null default now(),
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (source, source_id)
);
create trigger job_sources_touch before update on job_sources for each row execute function touch_updated_at();
create index job_sources_job on job_sources (job_id);

create table job_skills (
  job_id uuid not null references jobs (id) on delete cascade,
  skill_id uuid not null references skills (id) on delete cascade,
  is_required boolean not null default true,
  proficiency_level smallint not null default 2 check (proficiency_level between 1 and 4),
  created_at timestamptz not null default now(),
  primary key (job_id, skill_id)
);
create index job_skills_skill on job_skills (skill_id, job_id);

create table import_runs (
  id uuid primary key default uuidv7(),
  source text not null,
  format text not null check (format in ('jsonld','csv','demo','mixed')),
  status text not null default 'running' check (status in ('running','finished','failed')),
  is_full boolean not null default false,
  counts jsonb not null default '{}',
  errors jsonb not null default '[]',
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger import_runs_touch before update on import_runs for each row execute function touch_updated_at();
`;
