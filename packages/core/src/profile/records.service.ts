import type { Actor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import type { RecordId, SkillId, UserId } from '@access/contracts/ids';
import type { Page } from '@access/contracts/pages';
import type {
  Education,
  EducationInput,
  EducationUpdate,
  Experience,
  ExperienceInput,
  ExperienceUpdate,
} from '@access/contracts/profile';
import type { UserSkill, UserSkillInput, UserSkillUpdate } from '@access/contracts/skills';
import type { Db, Tx } from '@access/db';

import { recordEvent } from '../events/index.ts';
import { requireSkill } from '../skills/index.ts';
import { profileLimits, refuseBeyond } from './limits.ts';
import {
  deleteEducation,
  deleteExperience,
  deleteUserSkill,
  insertEducation,
  insertExperience,
  listEducation,
  listExperience,
  listUserSkills,
  lockUser,
  rejectSkill,
  updateEducation,
  updateExperience,
  upsertUserSkills,
} from './profile.repository.ts';

export type RecordsService = ReturnType<typeof createRecordsService>;

const wholeList = <Item>(items: Item[]): Page<Item> => ({
  items,
  nextCursor: null,
  total: { value: items.length, relation: 'eq' },
});

/** Skills, education and experience of a person. Another person's record answers not_found. */
export function createRecordsService({ db }: { db: Db }) {
  const change = <Answer>(actor: Actor, run: (trx: Tx) => Promise<Answer>): Promise<Answer> =>
    db.transaction().execute(async (trx) => {
      await lockUser(trx, actor.userId);
      const answer = await run(trx);
      await recordEvent(trx, { type: 'person.changed', subject: actor.userId });
      return answer;
    });
  return {
    skills: skillRecords(db, change),
    education: educationRecords(db, change),
    experience: experienceRecords(db, change),
  };
}

/** Everything a profile lists, inside a caller's transaction. */
export async function readRecords(trx: Tx, userId: UserId) {
  const [experience, education, skills] = await Promise.all([
    listExperience(trx, userId),
    listEducation(trx, userId),
    listUserSkills(trx, userId),
  ]);
  return { experience, education, skills };
}

type Change = <Answer>(actor: Actor, run: (trx: Tx) => Promise<Answer>) => Promise<Answer>;

function skillRecords(db: Db, change: Change) {
  return {
    list: async (actor: Actor): Promise<Page<UserSkill>> => wholeList(await listUserSkills(db, actor.userId)),

    /** Adds a skill, or sets the level of one already there. */
    add: (actor: Actor, input: UserSkillInput): Promise<UserSkill> =>
      change(actor, async (trx) => {
        const skill = await requireSkill(trx, input);
        const mine = new Set((await listUserSkills(trx, actor.userId)).map(({ id }) => id));
        refuseBeyond(profileLimits.skills, mine.add(skill.id).size, 'skills');
        const row = {
          skillId: skill.id,
          proficiencyLevel: input.proficiencyLevel,
          source: 'manual',
        } as const;
        await upsertUserSkills(trx, actor.userId, [row]);
        return { ...skill, proficiencyLevel: input.proficiencyLevel, source: 'manual' };
      }),

    update: (actor: Actor, input: UserSkillUpdate): Promise<UserSkill> =>
      change(actor, async (trx) => {
        const mine = (await listUserSkills(trx, actor.userId)).find((skill) => skill.id === input.id);
        if (mine === undefined) throw new AppError('not_found', 'You have no such skill');
        await upsertUserSkills(trx, actor.userId, [
          { skillId: input.id, proficiencyLevel: input.proficiencyLevel, source: 'manual' },
        ]);
        return { ...mine, proficiencyLevel: input.proficiencyLevel, source: 'manual' };
      }),

    /** Removes a skill; one that was inferred is remembered as wrong, so that it is not inferred again. */
    remove: (actor: Actor, id: SkillId): Promise<void> =>
      change(actor, async (trx) => {
        const removed = await deleteUserSkill(trx, actor.userId, id);
        if (removed === undefined) throw new AppError('not_found', 'You have no such skill');
        if (removed.source !== 'manual') await rejectSkill(trx, actor.userId, id);
      }),
  };
}

function educationRecords(db: Db, change: Change) {
  return {
    list: async (actor: Actor): Promise<Page<Education>> =>
      wholeList((await listEducation(db, actor.userId)) as Education[]),

    add: (actor: Actor, input: EducationInput): Promise<Education> =>
      change(actor, async (trx) => {
        refuseBeyond(
          profileLimits.records,
          (await listEducation(trx, actor.userId)).length + 1,
          'education entries',
        );
        const { id } = await insertEducation(trx, actor.userId, input);
        return { ...input, id: id as RecordId };
      }),

    update: (actor: Actor, { id, ...fields }: EducationUpdate): Promise<Education> =>
      change(actor, async (trx) => {
        if ((await updateEducation(trx, actor.userId, id, fields)) === undefined) throw noSuchEntry();
        return { ...fields, id };
      }),

    remove: (actor: Actor, id: RecordId): Promise<void> =>
      change(actor, async (trx) => {
        if ((await deleteEducation(trx, actor.userId, id)) === undefined) throw noSuchEntry();
      }),
  };
}

function experienceRecords(db: Db, change: Change) {
  return {
    list: async (actor: Actor): Promise<Page<Experience>> =>
      wholeList((await listExperience(db, actor.userId)) as Experience[]),

    add: (actor: Actor, input: ExperienceInput): Promise<Experience> =>
      change(actor, async (trx) => {
        refuseBeyond(
          profileLimits.records,
          (await listExperience(trx, actor.userId)).length + 1,
          'positions',
        );
        const { id } = await insertExperience(trx, actor.userId, input);
        return { ...input, id: id as RecordId };
      }),

    update: (actor: Actor, { id, ...fields }: ExperienceUpdate): Promise<Experience> =>
      change(actor, async (trx) => {
        if ((await updateExperience(trx, actor.userId, id, fields)) === undefined) throw noSuchEntry();
        return { ...fields, id };
      }),

    remove: (actor: Actor, id: RecordId): Promise<void> =>
      change(actor, async (trx) => {
        if ((await deleteExperience(trx, actor.userId, id)) === undefined) throw noSuchEntry();
      }),
  };
}

const noSuchEntry = () => new AppError('not_found', 'You have no such entry');
