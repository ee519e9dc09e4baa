import { sql, type Kysely } from 'kysely';

/** Training runs, and what the registry keeps of each ranker. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}

const statements = `
alter table models
  -- What a ranker's loader is told of its file; null for content models.
  add column meta jsonb,
  add column card text,
  add column gates jsonb not null default '[]',
  -- Why the model does not serve, in words for an admin.
  add column reason text,
  add column bytes bigint,
  -- Which model this one took over from when it last began to serve; null: the shipped one.
  add column predecessor_id uuid references models (id) on delete set null;

create table training_runs (
  id uuid primary key default uuidv7(),
  status text not null default 'queued' check (status in ('queued','running','succeeded','refused','failed','cancelled')),
  trigger text not null check (trigger in ('admin','schedule','data')),
  stage text not null default 'waiting',
  -- Share of the whole that is done, from 0 to 1.
  progress real not null default 0 check (progress between 0 and 1),
  message text,
  facts jsonb not null default '{}',
  model_id uuid references models (id) on delete set null,
  requested_by uuid references users (id) on delete set null,
  beat_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((finished_at is null) = (status in ('queued','running')))
);
create trigger training_runs_touch before update on training_runs for each row execute function touch_updated_at();
-- One at a time: a second one is refused by the database itself.
create unique index training_runs_one_open on training_runs ((true)) where finished_at is null;
create index interactions_at on interactions (at);
create index impressions_at on impressions (at);
`;

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `drop index impressions_at; drop index interactions_at; drop table training_runs;
       alter table models drop column meta, drop column card, drop column gates, drop column reason, drop column bytes,
         drop column predecessor_id;`,
    )
    .execute(db);
}
