/** Told after every transaction that changed jobs, or companies that they show: job indexes in the workers then read what is new. */
export const JOBS_CHANGED_CHANNEL = 'jobs_changed';
