import { sql } from 'kysely';

import type { Db } from '@access/db';
import { loadPlaces } from '@access/ml/places';
import { loadOccupations, loadSkills } from '@access/ml/skills';

import { seededRandom } from './random.ts';

const BATCH = 2_000;
const LEVELS = ['entry', 'mid', 'senior', 'executive'] as const;
const TYPES = ['full_time', 'part_time', 'contract', 'internship'] as const;
const REMOTE = ['on_site', 'remote', 'hybrid'] as const;

/**
 * Fills an empty, seeded database with `count` synthetic jobs: titles and skills of the shipped occupations, companies
 * with a long tail, the 400 largest cities by population. Deterministic for a seed. For benchmarks alone: the texts are short.
 */
export async function fillCatalogue(db: Db, { count, seed }: { count: number; seed: number }): Promise<void> {
  const random = seededRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('Nothing to pick from');
    return item;
  };
  const known = new Set(loadSkills().map((skill) => skill.slug));
  const occupations = loadOccupations().filter((each) => each.skills.some((skill) => known.has(skill.slug)));
  const cities = loadPlaces()
    .toSorted((a, b) => b.population - a.population)
    .slice(0, 400);
  const companies = Math.max(50, Math.round(count / 25));
  await sql`
    insert into companies (name, match_key, slug, industry)
    select 'Company ' || i, 'company ' || i, 'company-' || i, 'Industry ' || (i % 20) from generate_series(1, ${companies}) i
    on conflict do nothing`.execute(db);
  for (let start = 0; start < count; start += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - start) }, (_, offset) => {
      const occupation = pick(occupations);
      const city = pick(cities);
      const title =
        random() < 0.5 || occupation.alternates.length === 0 ? occupation.title : pick(occupation.alternates);
      const slugs = occupation.skills.filter((skill) => known.has(skill.slug)).slice(0, 12);
      const pay = 25_000 + Math.floor(random() * 120_000);
      return {
        title: title.slice(0, 200),
        company: 1 + Math.floor(random() ** 2 * companies),
        description: `<p>${title} at a workplace in ${city.name}. ${occupation.skills
          .map((skill) => skill.slug.replaceAll('-', ' '))
          .slice(0, 40)
          .join(', ')}.</p>`,
        place: city.id,
        lat: city.lat,
        lon: city.lon,
        country: city.country,
        location: `${city.name}, ${city.country}`,
        level: pick(LEVELS),
        type: random() < 0.7 ? 'full_time' : pick(TYPES),
        remote: random() < 0.6 ? 'on_site' : pick(REMOTE),
        min: pay,
        max: Math.round(pay * 1.25),
        age: random() * 45,
        fingerprint: `${seed}-${start + offset}`,
        slugs: slugs.map((skill) => skill.slug),
        required: slugs.map((skill) => skill.essential),
      };
    });
    await sql`
      with r as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(title text, company int, description text, place int,
          lat float8, lon float8, country text, location text, level text, type text, remote text, min numeric, max numeric,
          age float8, fingerprint text, slugs text[], required boolean[])
      ), made as (
        insert into jobs (title, company_id, description, excerpt, salary_min, salary_max, currency, salary_period,
          salary_yearly_usd_min, salary_yearly_usd_max, location, place_id, latitude, longitude, country, language, job_type,
          experience_level, remote_option, posted_at, status, apply_url, fingerprint, skill_names)
        select r.title, c.id, r.description, left(r.description, 240), r.min, r.max, 'USD', 'year', r.min, r.max, r.location, r.place,
          r.lat, r.lon, r.country, 'en', r.type, r.level, r.remote, date_trunc('milliseconds', now() - r.age * interval '1 day'),
          'active', 'https://example.org/apply', r.fingerprint, array_to_string(r.slugs, ' ')
        from r join companies c on c.slug = 'company-' || r.company
        returning id, fingerprint
      )
      insert into job_skills (job_id, skill_id, is_required)
      select m.id, s.id, bool_or(k.is_required) from made m join r on r.fingerprint = m.fingerprint
      cross join unnest(r.slugs, r.required) as k(slug, is_required) join skills s on s.slug = k.slug
      group by m.id, s.id`.execute(db);
  }
  await sql`vacuum analyze`.execute(db);
}
