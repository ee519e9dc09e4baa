export { createQueue } from './queue.ts';
export type { Queue } from './queue.ts';
export { defineJob } from './job.ts';
export type { AnyJob, JobDefinition } from './job.ts';
export { defineSchedule } from './schedule.ts';
export type { Schedule } from './schedule.ts';
export { RetryableError } from './outcome.ts';
export type { Handlers } from './handlers.ts';
export type { QueueLog } from './log.ts';
