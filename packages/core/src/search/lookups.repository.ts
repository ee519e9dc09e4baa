import { sql } from 'kysely';

import type { Db } from '@access/db';

/** The number of the skill behind each id, slug, name or alias, in the order asked; null where there is none. */
export async function resolveSkills(db: Db, names: readonly string[]): Promise<Array<number | null>> {
  const { rows } = await sql<{ number: number | null }>`
    select (
      select s.number from (
        select id, 0 as preference from skills
          where id = case when asked.name ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then asked.name::uuid end
        union all select id, 1 from skills where fold(name) = fold(asked.name)
        union all select id, 2 from skills where slug = lower(asked.name)
        union all select skill_id, 3 from skill_aliases where fold(alias) = fold(asked.name)
      ) hit join skills s on s.id = hit.id order by preference, s.id limit 1
    ) as number
    from unnest(${[...names]}::text[]) with ordinality as asked(name, position) order by position`.execute(
    db,
  );
  return rows.map((row) => row.number);
}

/** One unit of the currency in US dollars; undefined where no rate is known. */
export async function dollarRate(db: Db, currency: string): Promise<number | undefined> {
  if (currency === 'USD') return 1;
  const row = await db
    .selectFrom('exchangeRates')
    .select('usdRate')
    .where('currency', '=', currency)
    .executeTakeFirst();
  return row?.usdRate;
}

/** The company's number in the facets; 0, which no company has, where there is no such company. */
export async function companyNumberOf(db: Db, id: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`select number from companies where id = ${id}::uuid`.execute(
    db,
  );
  return rows[0]?.number ?? 0;
}

/** A company or skill as counts name it. */
export interface Named {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly slug: string;
}

/** The companies behind these numbers, in no order. */
export async function companiesByNumber(db: Db, numbers: readonly number[]): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select number, id, name, slug from companies where number = any(${[...numbers]}::integer[])`.execute(db);
  return rows;
}

/** The skills behind these numbers, in no order. */
export async function skillsByNumber(db: Db, numbers: readonly number[]): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select number, id, name, slug from skills where number = any(${[...numbers]}::integer[])`.execute(db);
  return rows;
}
