export { createJobsService, JOBS_CHANGED_CHANNEL, type JobsDeps, type JobsService } from './jobs.service.ts';
export type { PlaceResolver, ResolvedPlace, SkillExtractor, SkillMention } from './ports.ts';
export { yearlyUsdRange, type ExchangeRates } from './yearly-salary.ts';
export { loadExchangeRates } from './jobs.repository.ts';
