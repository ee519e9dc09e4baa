import { sql } from 'kysely';
import { z } from 'zod';

import type { UserId } from '@access/contracts/ids';
import { GapScope, LearningResource, LearningStep, MissingSkill } from '@access/contracts/skill-gaps';
import type { Skill } from '@access/contracts/skills';
import type { Db, Tx } from '@access/db';

/** Jobs are stored by id and shown as they are when the answer is read. */
const StoredSkill = MissingSkill.omit({ jobs: true }).extend({ jobIds: z.array(z.string()) });

/** One answer as it is stored. */
export const StoredGaps = z.object({
  facts: z.object({ scope: GapScope, jobs: z.int(), eligible: z.int(), targets: z.int() }),
  missingSkills: z.array(StoredSkill),
  path: z.array(LearningStep),
  learningResources: z.array(LearningResource),
});
export type StoredGaps = z.infer<typeof StoredGaps>;

export interface StoredAnalysis extends StoredGaps {
  readonly personStamp: string;
  readonly modelVersion: string;
  readonly at: Date;
}

/** The last answer for a title; null is the recommended jobs. Checked when written, so it is not parsed again here. */
export async function storedAnalysis(
  db: Db,
  userId: UserId,
  targetTitle: string | null,
): Promise<(StoredAnalysis & { readonly ageSeconds: number }) | undefined> {
  const { rows } = await sql<StoredAnalysis & { ageSeconds: number }>`
    select facts, missing_skills, path, learning_resources, person_stamp, model_version, at,
      extract(epoch from clock_timestamp() - at)::float8 as age_seconds
    from skill_gap_analyses where user_id = ${userId} and target_job_title is not distinct from ${targetTitle}`.execute(
    db,
  );
  return rows[0];
}

const KEPT_TITLES = 20;

/** Stores an answer in place of the last one; nothing where the person is gone by now. */
export async function storeAnalysis(
  trx: Tx,
  key: { readonly userId: UserId; readonly targetTitle: string | null },
  analysis: Omit<StoredAnalysis, 'at'>,
): Promise<void> {
  const gaps = StoredGaps.parse(analysis);
  await sql`
    insert into skill_gap_analyses (user_id, target_job_title, person_stamp, model_version, facts, missing_skills, path, learning_resources)
    select id, ${key.targetTitle}, ${analysis.personStamp}, ${analysis.modelVersion}, ${JSON.stringify(gaps.facts)}::jsonb,
      ${JSON.stringify(gaps.missingSkills)}::jsonb, ${JSON.stringify(gaps.path)}::jsonb, ${JSON.stringify(gaps.learningResources)}::jsonb
    from users where id = ${key.userId} for key share
    on conflict (user_id, target_job_title) do update set person_stamp = excluded.person_stamp,
      model_version = excluded.model_version, facts = excluded.facts, missing_skills = excluded.missing_skills,
      path = excluded.path, learning_resources = excluded.learning_resources, at = clock_timestamp()`.execute(
    trx,
  );
  await sql`
    delete from skill_gap_analyses where user_id = ${key.userId} and id not in (
      select id from skill_gap_analyses where user_id = ${key.userId} order by at desc limit ${KEPT_TITLES})`.execute(
    trx,
  );
}

/** Skills by slug. */
export async function skillsBySlug(
  db: Db | Tx,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, Skill>> {
  if (slugs.length === 0) return new Map();
  const rows = await db
    .selectFrom('skills')
    .select(['id', 'name', 'slug', 'category'])
    .where('slug', 'in', [...slugs])
    .execute();
  return new Map((rows as Skill[]).map((skill) => [skill.slug, skill]));
}

/** What should be known before a skill, by slug. */
export async function allPrerequisites(db: Db | Tx): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('skills')
    .select(['slug', 'prerequisiteSlugs'])
    .where(sql<boolean>`cardinality(prerequisite_slugs) > 0`)
    .execute();
  return new Map(rows.map((row) => [row.slug, row.prerequisiteSlugs]));
}

/** The first few resources of each skill in these languages, the first language first. */
export async function resourcesOf(
  db: Db | Tx,
  query: {
    readonly skillIds: readonly string[];
    readonly languages: readonly string[];
    readonly perSkill: number;
  },
): Promise<LearningResource[]> {
  const { rows } = await sql<LearningResource>`
    select skill_id, title, url, provider, author, kind, language, is_free, source from (
      select r.*, row_number() over (
        partition by skill_id order by array_position(${query.languages}::text[], language), kind = 'book', position) as place
      from learning_resources r where skill_id = any(${query.skillIds}::uuid[]) and language = any(${query.languages}::text[])
    ) ranked where place <= ${query.perSkill} order by skill_id, place`.execute(db);
  return rows;
}

/** The person's language, as two letters. */
export async function languageOf(db: Db | Tx, userId: UserId): Promise<string> {
  const row = await db.selectFrom('users').select('locale').where('id', '=', userId).executeTakeFirst();
  return (row?.locale ?? 'en').split('-')[0] ?? 'en';
}
