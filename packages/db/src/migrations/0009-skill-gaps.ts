import { sql, type Kysely } from 'kysely';

/** What people lack for a title, and what to learn it from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}

const statements = `
create table learning_resources (
  id uuid primary key default uuidv7(),
  skill_id uuid not null references skills (id) on delete cascade,
  title text not null check (length(title) between 1 and 300),
  url text not null check (length(url) <= 2000),
  provider text not null,
  author text,
  kind text not null check (kind in ('course','book','doc','project')),
  language text not null,
  is_free boolean not null default true,
  -- Where the link was found, with its licence.
  source text not null,
  position integer not null,
  created_at timestamptz not null default now(),
  unique (skill_id, url)
);

create table skill_gap_analyses (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users (id) on delete cascade,
  -- Null: the jobs recommended to the person.
  target_job_title text check (length(target_job_title) between 1 and 100),
  -- What the answer was made from: another one is made when the person has changed.
  person_stamp text not null,
  model_version text not null,
  facts jsonb not null,
  missing_skills jsonb not null,
  path jsonb not null,
  learning_resources jsonb not null,
  at timestamptz not null default now(),
  unique nulls not distinct (user_id, target_job_title)
);
create index skill_gap_analyses_at on skill_gap_analyses (user_id, at);
`;

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('drop table skill_gap_analyses; drop table learning_resources;').execute(db);
}
