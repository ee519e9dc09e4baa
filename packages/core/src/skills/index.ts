export { createSkillsService, requireSkill, type SkillsService } from './skills.service.ts';
export { allSkills, findSkillByName, skillsByIds, type SkillWithAliases } from './skills.repository.ts';
