export {
  loadOccupations,
  loadSkills,
  SkillCategory,
  type TaxonomyOccupation,
  type TaxonomySkill,
} from './load-taxonomy.ts';
