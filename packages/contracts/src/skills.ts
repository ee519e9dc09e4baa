import { z } from 'zod';

import { ProficiencyLevel, SkillCategory, SkillSource } from './enums.ts';
import { SkillId } from './ids.ts';
import { boundedText } from './text.ts';

export const Skill = z.object({ id: SkillId, name: z.string(), slug: z.string(), category: SkillCategory });
export type Skill = z.infer<typeof Skill>;

export const TypeaheadInput = z.object({ q: boundedText(1, 100), limit: z.int().min(1).max(50).default(10) });
export type TypeaheadInput = z.infer<typeof TypeaheadInput>;

/** A skill a job asks for. */
export const JobSkill = Skill.extend({ isRequired: z.boolean(), proficiencyLevel: ProficiencyLevel });
export type JobSkill = z.infer<typeof JobSkill>;

/** A skill a person has. */
export const UserSkill = Skill.extend({ proficiencyLevel: ProficiencyLevel, source: SkillSource });
export type UserSkill = z.infer<typeof UserSkill>;

/** By id, or by name as typed: resolved through names and aliases; an unknown name is refused. */
export const UserSkillInput = z
  .object({
    skillId: SkillId.optional(),
    name: boundedText(1, 100).optional(),
    proficiencyLevel: ProficiencyLevel.default(2),
  })
  .refine((input) => (input.skillId === undefined) !== (input.name === undefined), {
    message: 'Give either skillId or name',
    path: ['skillId'],
  });
export type UserSkillInput = z.infer<typeof UserSkillInput>;

export const UserSkillUpdate = z.object({ id: SkillId, proficiencyLevel: ProficiencyLevel });
export type UserSkillUpdate = z.infer<typeof UserSkillUpdate>;
