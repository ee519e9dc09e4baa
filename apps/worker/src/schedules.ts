import { fetchDueFeedsJob } from '@access/core/feeds';
import { housekeepingJobs } from '@access/core/housekeeping';
import { giveUpLostResumesJob } from '@access/core/resume';
import { countWordsJob } from '@access/core/search';
import { considerTrainingJob } from '@access/core/training';
import { defineSchedule } from '@access/queue';

/**
 * What the clock has done, all in UTC; minutes apart, for the database not to do everything at once. What runs every few minutes needs no
 * making up; the rest is done once after a downtime, however many ticks passed.
 */
export const schedules = [
  defineSchedule(housekeepingJobs.expireJobs, { cron: '*/5 * * * *', payload: {} }),
  defineSchedule(fetchDueFeedsJob, { cron: '* * * * *', payload: {} }),
  defineSchedule(giveUpLostResumesJob, { cron: '*/5 * * * *', payload: {} }),
  defineSchedule(housekeepingJobs.deleteSignIns, { cron: '7 * * * *', payload: {}, missed: 'once' }),
  defineSchedule(housekeepingJobs.deleteEvents, { cron: '17 * * * *', payload: {}, missed: 'once' }),
  defineSchedule(countWordsJob, { cron: '37 * * * *', payload: {}, missed: 'once' }),
  defineSchedule(considerTrainingJob, { cron: '57 * * * *', payload: {} }),
  defineSchedule(housekeepingJobs.deleteHeartbeats, { cron: '47 * * * *', payload: {}, missed: 'once' }),
  defineSchedule(housekeepingJobs.deleteImpressions, { cron: '27 3 * * *', payload: {}, missed: 'once' }),
  defineSchedule(housekeepingJobs.forgetAddresses, { cron: '37 3 * * *', payload: {}, missed: 'once' }),
];
