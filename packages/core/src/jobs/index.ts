export { createJobsService, type JobsService } from './jobs.service.ts';
export { JOBS_CHANGED_CHANNEL } from '../events/index.ts';
export { loadExchangeRates } from './jobs.repository.ts';
export { jobWriting } from './job-writing.ts';
export type { PlaceResolver, SkillExtractor } from './ports.ts';
export { jobSummary } from './summary.repository.ts';
export { yearlyUsdRange, type ExchangeRates } from './yearly-salary.ts';
