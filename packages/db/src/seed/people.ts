import { randomUUID } from 'node:crypto';

import { sql } from 'kysely';

import type { Db } from '../client/index.ts';

/** A person to put into the database; what is left out gets a sensible value of its own. */
export interface PersonSeed {
  readonly email?: string;
  readonly displayName?: string;
  /** A hash nobody's password has, unless given. */
  readonly passwordHash?: string;
  readonly userType?: 'job_seeker' | 'admin';
  readonly headline?: string | null;
  readonly bio?: string | null;
  /** Name and country of a city of the gazetteer. */
  readonly city?: { readonly name: string; readonly country: string };
  readonly level?: string | null;
  readonly desiredTitles?: readonly string[];
  /** Names or aliases; unknown ones are left out. */
  readonly skills?: readonly { readonly name: string; readonly level: number }[];
  readonly positions?: readonly {
    readonly company: string;
    readonly position: string;
    readonly startYear: number;
    readonly endYear: number | null;
    readonly description?: string;
  }[];
}

/** Puts one person with profile, skills and positions into the database. @returns the id. */
export async function seedPerson(db: Db, person: PersonSeed = {}): Promise<string> {
  const [id] = await seedPeople(db, [person]);
  if (id === undefined) throw new Error('The person was not written');
  return id;
}

/** Puts people into the database, a statement a table. @returns their ids in the order given. */
export async function seedPeople(db: Db, people: readonly PersonSeed[]): Promise<string[]> {
  const rows = people.map((person, index) => ({
    index,
    email: person.email ?? `${randomUUID()}@example.org`,
    name: person.displayName ?? 'Ada Example',
    hash: person.passwordHash ?? 'no password has this hash',
    type: person.userType ?? 'job_seeker',
    headline: person.headline ?? null,
    bio: person.bio ?? null,
    city: person.city?.name ?? null,
    country: person.city?.country ?? null,
    level: person.level ?? null,
    preferences: { desiredTitles: person.desiredTitles ?? [] },
    skills: person.skills ?? [],
    positions: (person.positions ?? []).map((each) => ({ description: '', ...each })),
  }));
  const given = JSON.stringify(rows);
  return db.transaction().execute(async (trx) => {
    const { rows: made } = await sql<{ id: string }>`
      with given as (
        select * from jsonb_to_recordset(${given}::jsonb) as g(index int, email text, name text, hash text, type text)
      ), made as (
        insert into users (email, display_name, password_hash, user_type, is_verified)
        select email, name, hash, type, true from given order by index returning id, email
      )
      select made.id from made join given on given.email = made.email::text order by given.index`.execute(
      trx,
    );
    const ids = JSON.stringify(made.map(({ id }, index) => ({ ...rows[index], id })));
    await sql`
      insert into job_seeker_profiles (user_id, headline, bio, location, place_id, experience_level, preferences)
      select g.id, g.headline, g.bio, case when p.id is null then null else concat_ws(', ', p.name, p.region, p.country) end, p.id, g.level, g.preferences
      from jsonb_to_recordset(${ids}::jsonb) as g(id uuid, type text, headline text, bio text, city text, country text, level text, preferences jsonb)
      left join lateral (
        select id, name, region, country from places where country = g.country and (name = g.city or g.city = any(names))
        order by name = g.city desc, population desc limit 1
      ) p on true
      where g.type = 'job_seeker'`.execute(trx);
    await sql`
      insert into user_skills (user_id, skill_id, proficiency_level)
      select g.id, s.id, max(k.level)
      from jsonb_to_recordset(${ids}::jsonb) as g(id uuid, skills jsonb)
      cross join jsonb_to_recordset(g.skills) as k(name text, level int)
      join lateral (
        select id from skills where fold(name) = fold(k.name)
        union all select skill_id from skill_aliases where fold(alias) = fold(k.name) limit 1
      ) s on true
      group by g.id, s.id`.execute(trx);
    await sql`
      insert into work_experiences (user_id, company, position, description, start_date, end_date, is_current)
      select g.id, w.company, w.position, w.description, make_date(w."startYear", 3, 1),
        make_date(w."endYear", 2, 1), w."endYear" is null
      from jsonb_to_recordset(${ids}::jsonb) as g(id uuid, positions jsonb)
      cross join jsonb_to_recordset(g.positions) as w(company text, position text, description text, "startYear" int, "endYear" int)`.execute(
      trx,
    );
    return made.map(({ id }) => id);
  });
}
