export { createGapAnalyst, type GapAnalyst } from './make-analysis.ts';
export { createSkillGapsService, type SkillGapsService } from './skill-gaps.service.ts';
export { findGapsJob } from './skill-gaps.jobs.ts';
