import { sql } from 'kysely';

import type { Db } from '../client/index.ts';

export interface SkillSeed {
  readonly slug: string;
  readonly name: string;
  readonly category: string;
  readonly aliases: readonly string[];
  readonly hot?: boolean | undefined;
  readonly related?: readonly string[] | undefined;
  readonly prerequisites?: readonly string[] | undefined;
  readonly source: string;
  readonly sourceId?: string | null | undefined;
}

export interface PlaceSeed {
  readonly id: number;
  readonly name: string;
  readonly country: string;
  readonly admin1: string;
  readonly admin1Name: string;
  readonly lat: number;
  readonly lon: number;
  readonly population: number;
  readonly timeZone: string;
  readonly names: readonly string[];
}

export interface ResourceSeed {
  readonly slug: string;
  readonly title: string;
  readonly url: string;
  readonly kind: string;
  readonly language: string;
  readonly author?: string | undefined;
}

export interface ExchangeRateSeed {
  readonly currency: string;
  readonly usdRate: number;
  readonly asOf: string;
}

const BATCH = 5_000;

/** Writes the skills and their aliases, keyed by slug: a second run brings names and aliases up to date and keeps ids. */
export async function seedSkills(db: Db, skills: readonly SkillSeed[]): Promise<void> {
  for (const batch of batches(skills)) {
    await sql`
      insert into skills (slug, name, category, is_hot, source, source_id, related_slugs, prerequisite_slugs)
      select slug, name, category, coalesce(hot, false), source, "sourceId", coalesce(related, '{}'), coalesce(prerequisites, '{}')
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as s(slug text, name text, category text, hot boolean,
        source text, "sourceId" text, related text[], prerequisites text[])
      on conflict (slug) do update set name = excluded.name, category = excluded.category, is_hot = excluded.is_hot,
        source = excluded.source, source_id = excluded.source_id, related_slugs = excluded.related_slugs,
        prerequisite_slugs = excluded.prerequisite_slugs
      where (skills.name, skills.category, skills.is_hot, skills.related_slugs, skills.prerequisite_slugs)
        is distinct from (excluded.name, excluded.category, excluded.is_hot, excluded.related_slugs, excluded.prerequisite_slugs)`.execute(
      db,
    );
    const slugs = batch.map((skill) => skill.slug);
    await db.transaction().execute(async (trx) => {
      await sql`delete from skill_aliases a using skills s where s.id = a.skill_id and s.slug = any(${slugs})`.execute(
        trx,
      );
      await sql`
        insert into skill_aliases (skill_id, alias)
        select s.id, alias
        from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as r(slug text, aliases text[])
        join skills s on s.slug = r.slug cross join unnest(r.aliases) as alias
        on conflict do nothing`.execute(trx);
    });
  }
}

/** Writes the places, keyed by GeoNames id. */
export async function seedPlaces(db: Db, places: readonly PlaceSeed[]): Promise<void> {
  for (const batch of batches(places)) {
    await sql`
      insert into places (id, name, country, region_code, region, latitude, longitude, population, time_zone, names, search_names)
      select id, name, country, nullif(admin1, ''), nullif("admin1Name", ''), lat, lon, population, "timeZone", names,
        E'\n' || fold(name) || coalesce((select string_agg(E'\n' || fold(n), '') from unnest(names) as n), '')
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as p(id integer, name text, country text, admin1 text,
        "admin1Name" text, lat double precision, lon double precision, population integer, "timeZone" text, names text[])
      on conflict (id) do update set name = excluded.name, region = excluded.region, names = excluded.names,
        population = excluded.population, search_names = excluded.search_names
      where places.search_names is distinct from excluded.search_names or places.population <> excluded.population`.execute(
      db,
    );
  }
}

/** Replaces the learning resources of one source; those whose skill is unknown are left out. Other sources' rows stay. */
export async function seedResources(
  db: Db,
  source: string,
  resources: readonly ResourceSeed[],
): Promise<void> {
  const rows = resources.map((resource, position) => ({
    ...resource,
    position,
    provider: new URL(resource.url).hostname.replace(/^www\./, ''),
  }));
  await db.transaction().execute(async (trx) => {
    await sql`delete from learning_resources where source = ${source}`.execute(trx);
    await sql`
      insert into learning_resources (skill_id, title, url, provider, author, kind, language, source, position)
      select s.id, left(r.title, 300), r.url, r.provider, r.author, r.kind, r.language, ${source}, r.position
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(slug text, title text, url text, provider text,
        author text, kind text, language text, position integer)
      join skills s on s.slug = r.slug
      on conflict do nothing`.execute(trx);
  });
}

/** Writes the rates that compare salaries; the operator's own rows of a later date stay. */
export async function seedExchangeRates(db: Db, rates: readonly ExchangeRateSeed[]): Promise<void> {
  await sql`
    insert into exchange_rates (currency, usd_rate, as_of)
    select currency, "usdRate", "asOf"
    from jsonb_to_recordset(${JSON.stringify(rates)}::jsonb) as r(currency text, "usdRate" numeric, "asOf" date)
    on conflict (currency) do update set usd_rate = excluded.usd_rate, as_of = excluded.as_of
    where exchange_rates.as_of < excluded.as_of`.execute(db);
}

function* batches<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}
