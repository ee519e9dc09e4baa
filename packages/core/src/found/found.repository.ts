import { sql } from 'kysely';

import type { Db } from '@access/db';

/** A range of ids that makes one part of a sitemap: from `firstId` to before the next part's. */
export interface PartRange {
  readonly firstId: string;
  readonly nextId: string | null;
  readonly lastChangedAt: Date;
}

/** An address in a sitemap: the id or slug of what it shows. */
export interface FoundEntry {
  readonly id: string;
  readonly key: string;
  readonly changedAt: Date;
}

/** Where the search for the next addresses begins, and where it ends. */
export interface EntryQuery {
  readonly afterId: string | null;
  readonly firstId: string;
  readonly nextId: string | null;
  readonly limit: number;
}

const isOpen = sql`j.status = 'active' and (j.application_deadline is null or j.application_deadline > now())`;

const ranges = (source: ReturnType<typeof sql>, partUrls: number) => sql<PartRange>`
  with numbered as (
    select id, changed_at, (row_number() over (order by id) - 1) / ${partUrls}::integer as part from (${source}) s
  ),
  parts as (
    -- As text: there is no smallest uuid in PostgreSQL 18, and their letters sort as their bytes do.
    select part, min(id::text collate "C")::uuid as first_id, max(changed_at) as last_changed_at from numbered group by part
  )
  select first_id, lead(first_id) over (order by part) as next_id, last_changed_at from parts order by part`;

/** Open jobs in parts. Plan: `jobs_found` alone, in order; about a second for a million jobs. */
export async function jobParts(db: Db, partUrls: number): Promise<PartRange[]> {
  const { rows } = await ranges(
    sql`select j.id, j.updated_at as changed_at from jobs j where ${isOpen}`,
    partUrls,
  ).execute(db);
  return rows;
}

const isHiring = sql`exists (select 1 from jobs j where j.company_id = c.id and ${isOpen})`;

/** Companies with open jobs in parts. */
export async function companyParts(db: Db, partUrls: number): Promise<PartRange[]> {
  const { rows } = await ranges(
    sql`select c.id, c.updated_at as changed_at from companies c where ${isHiring}`,
    partUrls,
  ).execute(db);
  return rows;
}

const within = (alias: string, { afterId, firstId, nextId }: EntryQuery) => {
  const id = sql.ref(`${alias}.id`);
  const from = afterId === null ? sql`${id} >= ${firstId}::uuid` : sql`${id} > ${afterId}::uuid`;
  return nextId === null ? from : sql`${from} and ${id} < ${nextId}::uuid`;
};

/** The next open jobs of a part. Plan: a range of `jobs_found` alone. */
export async function jobEntries(db: Db, query: EntryQuery): Promise<FoundEntry[]> {
  const { rows } = await sql<FoundEntry>`
    select j.id, j.id::text as key, j.updated_at as changed_at from jobs j
    where ${isOpen} and ${within('j', query)} order by j.id limit ${query.limit}`.execute(db);
  return rows;
}

/** The next companies of a part. */
export async function companyEntries(db: Db, query: EntryQuery): Promise<FoundEntry[]> {
  const { rows } = await sql<FoundEntry>`
    select c.id, c.slug as key, c.updated_at as changed_at from companies c
    where ${isHiring} and ${within('c', query)} order by c.id limit ${query.limit}`.execute(db);
  return rows;
}
