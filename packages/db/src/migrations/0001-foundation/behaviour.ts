/** What people did, what was shown to them, and the lists made for them. */
export const behaviourTables = `
create table job_views (
  job_id uuid not null references jobs (id) on delete cascade,
  -- The person's id, or a random anonymous id from a cookie.
  viewer text not null check (length(viewer) between 1 and 64),
  day date not null,
  seconds real not null default 0,
  created_at timestamptz not null default now(),
  primary key (job_id, viewer, day)
);

create table recommendation_lists (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users (id) on delete cascade,
  version integer not null,
  model_version text not null,
  variant text not null default 'control',
  -- The last interaction this list has seen.
  watermark bigint not null default 0,
  is_personal boolean not null,
  notice text,
  items jsonb not null,
  at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (user_id, version)
);

create table interactions (
  id bigint generated always as identity primary key,
  user_id uuid not null references users (id) on delete cascade,
  job_id uuid not null references jobs (id) on delete cascade,
  type text not null check (type in ('view','like','dislike','apply','bookmark')),
  dwell_seconds real check (dwell_seconds >= 0),
  reason text,
  source text not null default 'direct' check (source in ('search','recommendation','alert','direct')),
  list_id uuid references recommendation_lists (id) on delete set null,
  is_simulated boolean not null default false,
  at timestamptz not null default now(),
  undone_at timestamptz,
  created_at timestamptz not null default now()
);
create index interactions_user on interactions (user_id, at desc);
create index interactions_job on interactions (job_id, type);
create index interactions_list on interactions (list_id) where list_id is not null;

create table user_jobs (
  user_id uuid not null references users (id) on delete cascade,
  job_id uuid not null references jobs (id) on delete cascade,
  bookmarked_at timestamptz,
  liked_at timestamptz,
  dismissed_at timestamptz,
  dismiss_reason text,
  applied_at timestamptz,
  last_viewed_at timestamptz,
  view_seconds real not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, job_id)
);
create trigger user_jobs_touch before update on user_jobs for each row execute function touch_updated_at();
create index user_jobs_bookmarked on user_jobs (user_id, bookmarked_at desc, job_id) where bookmarked_at is not null;
create index user_jobs_liked on user_jobs (user_id, liked_at desc, job_id) where liked_at is not null;
create index user_jobs_dismissed on user_jobs (user_id, dismissed_at desc, job_id) where dismissed_at is not null;
create index user_jobs_applied on user_jobs (user_id, applied_at desc, job_id) where applied_at is not null;
create index user_jobs_viewed on user_jobs (user_id, last_viewed_at desc, job_id) where last_viewed_at is not null;
create index user_jobs_job on user_jobs (job_id);

-- Popularity as the ranker reads it; moved by interactions, apart from jobs so that a like does not rewrite a posting.
create table job_stats (
  job_id uuid primary key references jobs (id) on delete cascade,
  views integer not null default 0,
  likes integer not null default 0,
  bookmarks integer not null default 0,
  applies integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index job_stats_changed on job_stats (updated_at);

create table impressions (
  id bigint generated always as identity primary key,
  user_id uuid not null references users (id) on delete cascade,
  job_id uuid not null references jobs (id) on delete cascade,
  list_id uuid not null,
  position smallint not null check (position >= 1),
  model_version text not null,
  variant text not null,
  features real[] not null,
  propensity real not null check (propensity > 0 and propensity <= 1),
  at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (list_id, job_id)
);
create index impressions_user on impressions (user_id, at desc);
`;
