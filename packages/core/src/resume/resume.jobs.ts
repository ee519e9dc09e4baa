import { z } from 'zod';

import { ResumeId } from '@access/contracts/ids';
import { defineJob } from '@access/queue';

/** Reads one uploaded résumé: virus scan, text, structure. Safe to run twice: a résumé that was read is left alone. */
export const parseResumeJob = defineJob({
  name: 'resume.parse-file',
  payload: z.object({ resumeId: ResumeId }),
  retry: { limit: 2, delaySeconds: 5, backoff: true },
  expireSeconds: 120,
  heartbeatSeconds: 30,
  concurrency: 2,
});

/** Looks for résumés that nobody will read any more. Safe to run twice: one that was given up waits no longer. */
export const giveUpLostResumesJob = defineJob({
  name: 'resume.give-up-lost',
  payload: z.object({}),
  policy: 'singleton',
  retry: { limit: 1, delaySeconds: 10, backoff: false },
});
