/** Models, domain events and the audit log. */
export const systemTables = `
create table models (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('ranker','content')),
  version text not null,
  file_key text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  status text not null default 'candidate' check (status in ('candidate','active','archived','failed')),
  trained_at timestamptz not null,
  data_window tstzrange,
  row_counts jsonb not null default '{}',
  metrics jsonb not null default '{}',
  parent_id uuid references models (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (kind, version)
);
create trigger models_touch before update on models for each row execute function touch_updated_at();
create unique index models_one_active on models (kind) where status = 'active';

create table domain_events (
  id bigint generated always as identity primary key,
  type text not null check (type ~ '^[a-z-]+\\.[a-z-]+$'),
  subject text not null,
  payload jsonb not null default '{}',
  at timestamptz not null default now(),
  dispatched_at timestamptz,
  created_at timestamptz not null default now()
);
create index domain_events_waiting on domain_events (id) where dispatched_at is null;

create table user_activity (
  id bigint generated always as identity primary key,
  actor text,
  action text not null,
  subject text,
  metadata jsonb not null default '{}',
  ip text,
  at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create index user_activity_at on user_activity (at desc);
create index user_activity_actor on user_activity (actor, at desc);

create table app_secrets (
  name text primary key,
  value text not null,
  created_at timestamptz not null default now()
);
`;
