export { createQueue } from './queue.ts';
export type { Queue, QueueOptions } from './queue.ts';
export { defineJob } from './job.ts';
export type { AnyJob, JobDefinition } from './job.ts';
export { RetryableError } from './outcome.ts';
export type { Handler, Handlers } from './handlers.ts';
export type { QueueLog } from './log.ts';
