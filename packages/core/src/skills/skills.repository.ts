import { sql } from 'kysely';

import type { SkillId } from '@access/contracts/ids';
import type { Skill } from '@access/contracts/skills';
import type { Db, Tx } from '@access/db';

/** Every skill with its aliases: what the matcher and the typeahead are built from. */
export interface SkillWithAliases extends Skill {
  readonly aliases: readonly string[];
}

/**
 * Best skills for what was typed so far: whole name, then beginning of a name or alias, then beginning of a later
 * word, then spelling close by (trigram similarity). Plan: the trigram indexes on folded names and aliases.
 */
export async function searchSkills(db: Db | Tx, query: string, limit: number): Promise<Skill[]> {
  const { rows } = await sql<Skill>`
    with typed as (select fold(${query}) as q),
    prefix as (select q, replace(replace(replace(q, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' as p from typed),
    found as (
      select s.id as skill_id, fold(s.name) as text, 0 as is_alias from skills s, prefix
        where fold(s.name) like p or fold(s.name) like '% ' || p or fold(s.name) % q
      union all
      select a.skill_id, fold(a.alias), 1 from skill_aliases a, prefix
        where fold(a.alias) like p or fold(a.alias) like '% ' || p
    ),
    ranked as (
      select skill_id, min(case
          when text = q then 0
          when text like p then 1 + is_alias
          when text like '% ' || p then 3 + is_alias
          else 6 - similarity(text, q) end) as rank
      from found, prefix group by skill_id
    )
    select s.id, s.name, s.slug, s.category from ranked r join skills s on s.id = r.skill_id
    order by floor(r.rank), not s.is_hot, r.rank, length(s.name), s.name
    limit ${limit}`.execute(db);
  return rows;
}

/** The skill that goes by exactly this name or alias, whatever its case and accents. */
export async function findSkillByName(db: Db | Tx, name: string): Promise<Skill | undefined> {
  const { rows } = await sql<Skill>`
    select s.id, s.name, s.slug, s.category
    from (
      select id, 0 as is_alias from skills where fold(name) = fold(${name})
      union all
      select skill_id, 1 from skill_aliases where fold(alias) = fold(${name})
    ) hit join skills s on s.id = hit.id
    order by hit.is_alias, s.name limit 1`.execute(db);
  return rows[0];
}

export async function skillsByIds(db: Db | Tx, ids: readonly SkillId[]): Promise<Skill[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('skills')
    .select(['id', 'name', 'slug', 'category'])
    .where('id', 'in', [...ids])
    .execute();
  return rows as Skill[];
}

export async function allSkills(db: Db | Tx): Promise<SkillWithAliases[]> {
  const { rows } = await sql<SkillWithAliases>`
    select s.id, s.name, s.slug, s.category, coalesce(array_agg(a.alias) filter (where a.alias is not null), '{}') as aliases
    from skills s left join skill_aliases a on a.skill_id = s.id
    group by s.id order by s.slug`.execute(db);
  return rows;
}
