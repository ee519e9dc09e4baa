import { AppError, type FieldProblem } from '@access/contracts/errors';
import type { UserId } from '@access/contracts/ids';
import { EducationInput, ExperienceInput, type ProfileUpdate } from '@access/contracts/profile';
import type { ApplyResumeAnswer, ApplyResumeInput } from '@access/contracts/resumes';
import type { Tx } from '@access/db';

import { skillsByIds } from '../skills/index.ts';
import { profileLimits, refuseBeyond } from './limits.ts';
import {
  insertEducation,
  insertExperience,
  listEducation,
  listExperience,
  listUserSkills,
  lockUser,
  upsertUserSkills,
} from './profile.repository.ts';
import { applyProfileUpdate } from './profile.service.ts';

/** Items of a profile to take over: contact fields, positions, education, skills with levels. */
export type ProfileItems = Omit<ApplyResumeInput, 'id'>;

/**
 * Writes the items into the profile, all or none. An entry that stands there already (same employer, role and start), or comes twice, is
 * not doubled. Throws AppError conflict for more than a profile holds. Writes no event: the caller does, once.
 */
export async function addToProfile(
  trx: Tx,
  userId: UserId,
  accepted: ProfileItems,
): Promise<ApplyResumeAnswer> {
  const [experience, education] = validated(accepted);
  // Before what stands there is read: of two take-overs at once the second sees what the first wrote.
  await lockUser(trx, userId);
  const contact: ProfileUpdate = { ...accepted.contact };
  if (Object.keys(contact).length > 0) await applyProfileUpdate(trx, userId, contact);
  const work = await listExperience(trx, userId);
  const newWork = additions(work, experience, workKey);
  refuseBeyond(profileLimits.records, work.length + newWork.length, 'positions');
  for (const item of newWork) await insertExperience(trx, userId, item);
  const study = await listEducation(trx, userId);
  const newStudy = additions(study, education, studyKey);
  refuseBeyond(profileLimits.records, study.length + newStudy.length, 'education entries');
  for (const item of newStudy) await insertEducation(trx, userId, item);
  const skills = await knownSkills(trx, accepted.skills);
  const mine = new Set((await listUserSkills(trx, userId)).map(({ id }) => id));
  refuseBeyond(
    profileLimits.skills,
    mine.union(new Set(skills.map(({ skillId }) => skillId))).size,
    'skills',
  );
  await upsertUserSkills(trx, userId, skills);
  return {
    contact: Object.keys(contact).length,
    experience: newWork.length,
    education: newStudy.length,
    skills: skills.length,
  };
}

/** Those of `given` that are not held yet, each once. */
function additions<Held, Item extends Held>(
  held: readonly Held[],
  given: readonly Item[],
  keyOf: (item: Held) => string,
): Item[] {
  const known = new Set(held.map(keyOf));
  return given.filter((item) => {
    const key = keyOf(item);
    return !known.has(key) && known.add(key);
  });
}

const workKey = (item: { company: string; position: string; startDate: string | null }): string =>
  [item.company, item.position, item.startDate ?? ''].join('\u0001').toLowerCase();
const studyKey = (item: { institution: string; degree: string; fieldOfStudy: string }): string =>
  [item.institution, item.degree, item.fieldOfStudy].join('\u0001').toLowerCase();

function validated(accepted: ProfileItems): [ExperienceInput[], EducationInput[]] {
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

async function knownSkills(trx: Tx, skills: ProfileItems['skills']) {
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
