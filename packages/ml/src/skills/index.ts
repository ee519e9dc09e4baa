export {
  loadOccupations,
  loadSkills,
  loadTasks,
  type TaxonomyOccupation,
  type TaxonomySkill,
} from './load-taxonomy.ts';
export { createSkillIndex, type SkillIndex } from './skill-index.ts';
export { createSkillMatcher, type SkillMatcher, type SkillMention } from './skill-matcher.ts';
