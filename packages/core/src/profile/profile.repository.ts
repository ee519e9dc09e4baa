import { sql } from 'kysely';

import type { CompanyId, PlaceId, RecordId, SkillId, UserId } from '@access/contracts/ids';
import type { EducationInput, ExperienceInput } from '@access/contracts/profile';
import type { UserSkill } from '@access/contracts/skills';
import type { Db, Tx } from '@access/db';

export const findUser = (db: Db | Tx, userId: UserId) =>
  db.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirst();

export const findProfile = (db: Db | Tx, userId: UserId) =>
  db.selectFrom('jobSeekerProfiles').selectAll().where('userId', '=', userId).executeTakeFirst();

/** Takes the person's row for the rest of the transaction: two edits of one profile follow each other. */
export const lockUser = (trx: Tx, userId: UserId) =>
  trx.selectFrom('users').select('id').where('id', '=', userId).forUpdate().executeTakeFirst();

export interface ProfileColumns {
  headline?: string | null;
  phone?: string | null;
  location?: string | null;
  placeId?: PlaceId | null;
  bio?: string | null;
  linkedinUrl?: string | null;
  githubUrl?: string | null;
  portfolioUrl?: string | null;
  experienceLevel?: string | null;
  openToWork?: boolean;
  profilingOptOut?: boolean;
  preferences?: string;
}

export async function upsertProfile(trx: Tx, userId: UserId, columns: ProfileColumns): Promise<void> {
  const insert = trx.insertInto('jobSeekerProfiles').values({ userId, ...columns });
  await (
    Object.keys(columns).length === 0
      ? insert.onConflict((conflict) => conflict.column('userId').doNothing())
      : insert.onConflict((conflict) => conflict.column('userId').doUpdateSet(columns))
  ).execute();
}

export async function updateUser(
  trx: Tx,
  userId: UserId,
  columns: { displayName?: string; timeZone?: string; locale?: string },
): Promise<void> {
  if (Object.keys(columns).length === 0) return;
  await trx.updateTable('users').set(columns).where('id', '=', userId).execute();
}

export const blockedCompanies = (db: Db | Tx, userId: UserId) =>
  db
    .selectFrom('blockedCompanies as b')
    .innerJoin('companies as c', 'c.id', 'b.companyId')
    .select(['c.id', 'c.name'])
    .where('b.userId', '=', userId)
    .orderBy('c.name')
    .execute();

export async function replaceBlockedCompanies(
  trx: Tx,
  userId: UserId,
  ids: readonly CompanyId[],
): Promise<number> {
  await trx.deleteFrom('blockedCompanies').where('userId', '=', userId).execute();
  const { numAffectedRows } = await sql`
    insert into blocked_companies (user_id, company_id)
    select ${userId}, id from companies where id = any(${[...ids]}::uuid[])`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

export async function listUserSkills(db: Db | Tx, userId: UserId): Promise<UserSkill[]> {
  const rows = await db
    .selectFrom('userSkills as u')
    .innerJoin('skills as s', 's.id', 'u.skillId')
    .select(['s.id', 's.name', 's.slug', 's.category', 'u.proficiencyLevel', 'u.source'])
    .where('u.userId', '=', userId)
    .orderBy('u.proficiencyLevel', 'desc')
    .orderBy('s.name')
    .execute();
  return rows as UserSkill[];
}

export interface SkillRow {
  readonly skillId: SkillId;
  readonly proficiencyLevel: number;
  readonly source: 'manual' | 'resume' | 'inferred';
}

/** Adds or overwrites; a skill that was once said to be wrong is welcome again when the person adds it. */
export async function upsertUserSkills(trx: Tx, userId: UserId, skills: readonly SkillRow[]): Promise<void> {
  if (skills.length === 0) return;
  await trx
    .insertInto('userSkills')
    .values(skills.map((skill) => ({ userId, ...skill })))
    .onConflict((conflict) =>
      conflict.columns(['userId', 'skillId']).doUpdateSet((row) => ({
        proficiencyLevel: row.ref('excluded.proficiencyLevel'),
        source: row.ref('excluded.source'),
      })),
    )
    .execute();
  await trx
    .deleteFrom('rejectedSkills')
    .where('userId', '=', userId)
    .where(
      'skillId',
      'in',
      skills.map((skill) => skill.skillId),
    )
    .execute();
}

/** The source of the removed row, or undefined where the person had no such skill. */
export const deleteUserSkill = (trx: Tx, userId: UserId, skillId: SkillId) =>
  trx
    .deleteFrom('userSkills')
    .where('userId', '=', userId)
    .where('skillId', '=', skillId)
    .returning('source')
    .executeTakeFirst();

export async function rejectSkill(trx: Tx, userId: UserId, skillId: SkillId): Promise<void> {
  await trx
    .insertInto('rejectedSkills')
    .values({ userId, skillId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export const listEducation = (db: Db | Tx, userId: UserId) =>
  db
    .selectFrom('educations')
    .select(['id', 'institution', 'degree', 'fieldOfStudy', 'startDate', 'endDate', 'gpa'])
    .where('userId', '=', userId)
    .orderBy(sql`coalesce(end_date, '9999-01-01')`, 'desc')
    .orderBy('startDate', (order) => order.desc().nullsLast())
    .orderBy('id')
    .execute();

export const insertEducation = (trx: Tx, userId: UserId, values: EducationInput) =>
  trx
    .insertInto('educations')
    .values({ userId, ...values })
    .returning('id')
    .executeTakeFirstOrThrow();

export const updateEducation = (trx: Tx, userId: UserId, id: RecordId, values: EducationInput) =>
  trx
    .updateTable('educations')
    .set(values)
    .where('userId', '=', userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();

export const deleteEducation = (trx: Tx, userId: UserId, id: RecordId) =>
  trx
    .deleteFrom('educations')
    .where('userId', '=', userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();

export const listExperience = (db: Db | Tx, userId: UserId) =>
  db
    .selectFrom('workExperiences')
    .select(['id', 'company', 'position', 'description', 'startDate', 'endDate', 'isCurrent'])
    .where('userId', '=', userId)
    .orderBy('isCurrent', 'desc')
    .orderBy(sql`coalesce(end_date, '9999-01-01')`, 'desc')
    .orderBy('startDate', (order) => order.desc().nullsLast())
    .orderBy('id')
    .execute();

export const insertExperience = (trx: Tx, userId: UserId, values: ExperienceInput) =>
  trx
    .insertInto('workExperiences')
    .values({ userId, ...values })
    .returning('id')
    .executeTakeFirstOrThrow();

export const updateExperience = (trx: Tx, userId: UserId, id: RecordId, values: ExperienceInput) =>
  trx
    .updateTable('workExperiences')
    .set(values)
    .where('userId', '=', userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();

export const deleteExperience = (trx: Tx, userId: UserId, id: RecordId) =>
  trx
    .deleteFrom('workExperiences')
    .where('userId', '=', userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
