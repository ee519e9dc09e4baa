import { sql } from 'kysely';

import type { Db } from '@access/db';

/**
 * What was typed, as a tsquery in PostgreSQL's notation: web-search syntax, and where the whole of it is the name or alias of a skill,
 * that skill's own name too ("k8s" finds Kubernetes). Empty for stop words alone.
 */
export async function toTsquery(db: Db, q: string): Promise<string> {
  const { rows } = await sql<{ tsquery: string }>`
    with typed as (select websearch_to_tsquery('english', ${q}) as query),
    skill as (
      select plainto_tsquery('english', s.name) as query
      from skill_aliases a join skills s on s.id = a.skill_id where fold(a.alias) = fold(${q}) limit 1
    )
    select coalesce(nullif(typed.query || coalesce(skill.query, ''::tsquery), ''::tsquery)::text, '') as tsquery
    from typed left join skill on true`.execute(db);
  return rows[0]?.tsquery ?? '';
}

/** The skill behind each id, slug, name or alias, in the order asked; null where there is none. */
export async function resolveSkills(db: Db, names: readonly string[]): Promise<Array<string | null>> {
  const { rows } = await sql<{ id: string | null }>`
    select (
      select hit.id from (
        select id, 0 as preference from skills where id::text = lower(asked.name)
        union all select id, 1 from skills where fold(name) = fold(asked.name)
        union all select id, 2 from skills where slug = lower(asked.name)
        union all select skill_id, 3 from skill_aliases where fold(alias) = fold(asked.name)
      ) hit order by preference, id limit 1
    ) as id
    from unnest(${[...names]}::text[]) with ordinality as asked(name, position) order by position`.execute(
    db,
  );
  return rows.map((row) => row.id);
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
