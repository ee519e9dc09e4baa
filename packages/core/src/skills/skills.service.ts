import { AppError } from '@access/contracts/errors';
import type { SkillId } from '@access/contracts/ids';
import type { Page } from '@access/contracts/pages';
import type { Skill, TypeaheadInput } from '@access/contracts/skills';
import type { Db, Tx } from '@access/db';

import { findSkillByName, searchSkills, skillsByIds } from './skills.repository.ts';

export type SkillsService = ReturnType<typeof createSkillsService>;

export function createSkillsService({ db }: { db: Db }) {
  return {
    /** Skills that begin with or are spelled like what was typed, best first. */
    async search({ q, limit }: TypeaheadInput): Promise<Page<Skill>> {
      const items = await searchSkills(db, q, limit);
      return { items, nextCursor: null, total: { value: items.length, relation: 'eq' } };
    },
  };
}

/** The skill meant by id or name; an unknown one is refused at that field. */
export async function requireSkill(
  db: Db | Tx,
  given: { skillId?: SkillId | undefined; name?: string | undefined },
): Promise<Skill> {
  const skill =
    given.skillId === undefined
      ? await findSkillByName(db, given.name ?? '')
      : (await skillsByIds(db, [given.skillId]))[0];
  if (skill !== undefined) return skill;
  const path = given.skillId === undefined ? 'name' : 'skillId';
  throw new AppError('validation_failed', 'No such skill', {
    problems: [{ path, message: 'No skill goes by this; pick one from GET /skills' }],
  });
}
