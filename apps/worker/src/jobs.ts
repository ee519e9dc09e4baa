import { fetchDueFeedsJob, fetchFeedJob } from '@access/core/feeds';
import { housekeepingJobs } from '@access/core/housekeeping';
import { takeRunJob } from '@access/core/imports';
import { trainContentJob } from '@access/core/models';
import { refreshListJob } from '@access/core/recommendations';
import { giveUpLostResumesJob, parseResumeJob } from '@access/core/resume';
import { countWordsJob } from '@access/core/search';
import { findGapsJob } from '@access/core/skill-gaps';
import { considerTrainingJob, retrainJob } from '@access/core/training';

/** Every kind of work this process does; each has exactly one handler, checked by the compiler and at boot. */
export const jobs = [
  refreshListJob,
  findGapsJob,
  trainContentJob,
  retrainJob,
  considerTrainingJob,
  parseResumeJob,
  giveUpLostResumesJob,
  takeRunJob,
  fetchDueFeedsJob,
  fetchFeedJob,
  countWordsJob,
  housekeepingJobs.expireJobs,
  housekeepingJobs.deleteSignIns,
  housekeepingJobs.deleteEvents,
  housekeepingJobs.deleteImpressions,
  housekeepingJobs.forgetAddresses,
  housekeepingJobs.deleteHeartbeats,
] as const;
