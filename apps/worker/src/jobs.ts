import { refreshListJob, trainContentJob } from '@access/core/recommendations';
import { parseResumeJob } from '@access/core/resume';

/** Every kind of work this process does; each has exactly one handler, checked by the compiler and at boot. */
export const jobs = [refreshListJob, trainContentJob, parseResumeJob] as const;
