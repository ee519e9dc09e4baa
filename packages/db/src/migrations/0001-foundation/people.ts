/** Accounts, sign-ins and what people tell of themselves. */
export const peopleTables = `
create table users (
  id uuid primary key default uuidv7(),
  email citext not null unique check (length(email) between 3 and 254),
  password_hash text not null,
  user_type text not null default 'job_seeker' check (user_type in ('job_seeker','admin')),
  status text not null default 'active' check (status in ('active','suspended')),
  is_verified boolean not null default false,
  display_name text not null check (length(display_name) between 1 and 100),
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  last_active_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger users_touch before update on users for each row execute function touch_updated_at();

create table sessions (
  id text primary key check (id ~ '^[0-9a-f]{64}$'),
  user_id uuid not null references users (id) on delete cascade,
  expires_at timestamptz not null,
  user_agent text,
  ip text,
  -- A refresh token's line of descent; re-use of an old member ends the whole family.
  family_id uuid not null default uuidv7(),
  kind text not null default 'browser' check (kind in ('browser','token')),
  rotated_at timestamptz,
  -- The successor's secret, sealed with the predecessor's own secret: two tabs that refresh within ten seconds get one answer.
  sealed_successor text,
  created_at timestamptz not null default now(),
  check ((rotated_at is null) = (sealed_successor is null))
);
create index sessions_user on sessions (user_id);
create index sessions_family on sessions (family_id);
create index sessions_expiry on sessions (expires_at);

create table rate_limits (
  key text primary key,
  hits integer not null,
  window_ends_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index rate_limits_expiry on rate_limits (window_ends_at);

create table job_seeker_profiles (
  user_id uuid primary key references users (id) on delete cascade,
  headline text,
  phone text,
  location text,
  place_id integer references places (id) on delete set null,
  bio text,
  linkedin_url text,
  github_url text,
  portfolio_url text,
  experience_level text check (experience_level in ('entry','mid','senior','executive')),
  open_to_work boolean not null default true,
  profiling_opt_out boolean not null default false,
  preferences jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger job_seeker_profiles_touch before update on job_seeker_profiles for each row execute function touch_updated_at();

create table user_skills (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users (id) on delete cascade,
  skill_id uuid not null references skills (id) on delete cascade,
  proficiency_level smallint not null check (proficiency_level between 1 and 4),
  source text not null default 'manual' check (source in ('manual','resume','inferred')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, skill_id)
);
create trigger user_skills_touch before update on user_skills for each row execute function touch_updated_at();
create index user_skills_skill on user_skills (skill_id);

create table rejected_skills (
  user_id uuid not null references users (id) on delete cascade,
  skill_id uuid not null references skills (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (user_id, skill_id)
);

create table educations (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users (id) on delete cascade,
  institution text not null check (length(institution) between 1 and 200),
  degree text not null default '',
  field_of_study text not null default '',
  start_date date,
  end_date date,
  gpa numeric(3,2) check (gpa between 0 and 9.99),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (start_date is null or end_date is null or end_date >= start_date)
);
create trigger educations_touch before update on educations for each row execute function touch_updated_at();
create index educations_user on educations (user_id);

create table work_experiences (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users (id) on delete cascade,
  company text not null check (length(company) between 1 and 200),
  position text not null check (length(position) between 1 and 200),
  description text not null default '',
  start_date date,
  end_date date,
  is_current boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (start_date is null or end_date is null or end_date >= start_date),
  check (not is_current or end_date is null)
);
create trigger work_experiences_touch before update on work_experiences for each row execute function touch_updated_at();
create index work_experiences_user on work_experiences (user_id);

create table resumes (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users (id) on delete cascade,
  file_name text not null check (length(file_name) between 1 and 255),
  media_type text not null,
  size integer not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  storage_key text not null,
  scan_status text not null default 'pending' check (scan_status in ('pending','clean','infected','failed')),
  parse_status text not null default 'pending' check (parse_status in ('pending','parsed','refused','failed')),
  parse_reason text,
  parsed jsonb,
  reading jsonb,
  text_content text,
  is_primary boolean not null default false,
  apply_when_parsed boolean not null default false,
  applied_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (parse_status not in ('refused','failed') or parse_reason is not null)
);
create trigger resumes_touch before update on resumes for each row execute function touch_updated_at();
create index resumes_user on resumes (user_id, created_at desc);
create unique index resumes_one_primary on resumes (user_id) where is_primary;
`;
