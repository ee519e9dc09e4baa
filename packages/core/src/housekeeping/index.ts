export { createHousekeeping, type Housekeeping } from './housekeeping.service.ts';
export { housekeepingJobs } from './housekeeping.jobs.ts';
export { beat, endBeat, type WorkerDetail } from './heartbeats.repository.ts';
