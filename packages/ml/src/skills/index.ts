export {
  loadOccupations,
  loadSkills,
  loadTasks,
  type TaxonomyOccupation,
  type TaxonomySkill,
} from './load-taxonomy.ts';
