import { AppError, type FieldProblem } from '@access/contracts/errors';
import type { UserId } from '@access/contracts/ids';
import { EducationInput, ExperienceInput, type ProfileUpdate } from '@access/contracts/profile';
import { ApplyResumeInput, type ApplyResumeAnswer, type ResumeReading } from '@access/contracts/resumes';
import type { Tx } from '@access/db';

import {
  applyProfileUpdate,
  insertEducation,
  insertExperience,
  listEducation,
  listExperience,
  listUserSkills,
  readProfile,
  upsertUserSkills,
} from '../profile/index.ts';
import { skillsByIds } from '../skills/index.ts';

type Accepted = Omit<ApplyResumeInput, 'id'>;

/** Writes the accepted items into the profile. An entry that stands there already (same employer, role and start) is not doubled. */
export async function takeOver(trx: Tx, userId: UserId, accepted: Accepted): Promise<ApplyResumeAnswer> {
  const [experience, education] = validated(accepted);
  const contact: ProfileUpdate = { ...accepted.contact };
  if (Object.keys(contact).length > 0) await applyProfileUpdate(trx, userId, contact);
  const knownWork = new Set((await listExperience(trx, userId)).map(workKey));
  const newWork = experience.filter((item) => !knownWork.has(workKey(item)));
  for (const item of newWork) await insertExperience(trx, userId, item);
  const knownStudy = new Set((await listEducation(trx, userId)).map(studyKey));
  const newStudy = education.filter((item) => !knownStudy.has(studyKey(item)));
  for (const item of newStudy) await insertEducation(trx, userId, item);
  const skills = await knownSkills(trx, accepted.skills);
  await upsertUserSkills(trx, userId, skills);
  return {
    contact: Object.keys(contact).length,
    experience: newWork.length,
    education: newStudy.length,
    skills: skills.length,
  };
}

const workKey = (item: { company: string; position: string; startDate: string | null }): string =>
  [item.company, item.position, item.startDate ?? ''].join('\u0001').toLowerCase();
const studyKey = (item: { institution: string; degree: string; fieldOfStudy: string }): string =>
  [item.institution, item.degree, item.fieldOfStudy].join('\u0001').toLowerCase();

function validated(accepted: Accepted): [ExperienceInput[], EducationInput[]] {
  const problems: FieldProblem[] = [];
  const collect = <Item>(
    schema: { safeParse: typeof ExperienceInput.safeParse } | { safeParse: typeof EducationInput.safeParse },
    list: readonly Item[],
    name: string,
  ): void => {
    list.forEach((item, index) => {
      for (const issue of schema.safeParse(item).error?.issues ?? []) {
        problems.push({
          path: [`${name}[${index}]`, ...issue.path.map(String)].join('.'),
          message: issue.message,
        });
      }
    });
  };
  collect(ExperienceInput, accepted.experience, 'experience');
  collect(EducationInput, accepted.education, 'education');
  if (problems.length > 0) throw new AppError('validation_failed', 'Some items need mending', { problems });
  return [accepted.experience, accepted.education];
}

async function knownSkills(trx: Tx, skills: Accepted['skills']) {
  const levels = new Map(skills.map((skill) => [skill.skillId, skill.proficiencyLevel]));
  const known = await skillsByIds(trx, [...levels.keys()]);
  if (known.length < levels.size) {
    throw new AppError('validation_failed', 'No such skill', {
      problems: [{ path: 'skills', message: 'At least one of these skills does not exist' }],
    });
  }
  return known.map(({ id }) => ({
    skillId: id,
    proficiencyLevel: levels.get(id) ?? 2,
    source: 'resume' as const,
  }));
}

/**
 * What fills only the empty parts of a profile: contact fields without a value, and experience, education and skills
 * where none are listed (skills already there keep their level).
 */
export async function emptyPartsOf(trx: Tx, userId: UserId, reading: ResumeReading): Promise<Accepted> {
  const { profile } = await readProfile(trx, userId);
  const [work, study, skills] = await Promise.all([
    listExperience(trx, userId),
    listEducation(trx, userId),
    listUserSkills(trx, userId),
  ]);
  const mine = new Set(skills.map((skill) => skill.id));
  // The address of the account and the name given at registration are never overwritten without asking.
  const contact = reading.contact.filter(
    ({ field }) => field !== 'email' && field !== 'displayName' && profile[field] === null,
  );
  return ApplyResumeInput.omit({ id: true }).parse({
    contact: validContact(contact),
    experience: work.length > 0 ? [] : reading.experience.map((item) => item.value),
    education: study.length > 0 ? [] : reading.education.map((item) => item.value),
    skills: reading.skills.filter((skill) => !mine.has(skill.skillId)),
  });
}

/** Contact values the profile would refuse (a broken link) are skipped, not an error: nobody was asked. */
function validContact(items: ResumeReading['contact']): Record<string, string> {
  const entries = items.map(({ field, value }) => [field, value] as const);
  return Object.fromEntries(
    entries.filter(([field, value]) => ApplyResumeInput.shape.contact.safeParse({ [field]: value }).success),
  );
}
