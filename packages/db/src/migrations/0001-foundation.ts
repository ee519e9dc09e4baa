import { sql, type Kysely } from 'kysely';

import { behaviourTables } from './0001-foundation/behaviour.ts';
import { catalogueTables } from './0001-foundation/catalogue.ts';
import { peopleTables } from './0001-foundation/people.ts';
import { systemTables } from './0001-foundation/system.ts';
import { taxonomyTables } from './0001-foundation/taxonomy.ts';

const parts = [taxonomyTables, peopleTables, catalogueTables, behaviourTables, systemTables];

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(shared).execute(db);
  for (const part of parts) await sql.raw(part).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('drop schema public cascade; create schema public;').execute(db);
}

/** Extensions, the touch trigger and the change sequence that job indexes follow. */
const shared = `
create extension if not exists citext;
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;

create function touch_updated_at() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end $$;

-- unaccent() is only STABLE because its dictionary can change; indexes need this pinned, immutable form of it.
create function fold(text) returns text language sql immutable parallel safe strict as
  $$ select lower(public.unaccent('public.unaccent', $1)) $$;
`;
