import type { Job, JobResult, PgBoss } from 'pg-boss';

import type { Registration } from './handlers.ts';
import type { QueueLog } from './log.ts';
import { recordError } from './outcome.ts';

/** Starts the job's workers, `concurrency` of them. */
export async function startWorkers(options: {
  boss: PgBoss;
  registration: Registration;
  log: QueueLog;
  pollSeconds: number;
}): Promise<void> {
  const { boss, registration, log, pollSeconds } = options;
  const { job } = registration;
  for (let index = 0; index < job.concurrency; index++) {
    // pg-boss names the worker only after it may have given it its first job.
    const worker: { id?: string } = {};
    worker.id = await boss.work(
      job.name,
      {
        batchSize: 1,
        perJobResults: true,
        // NOTIFY starts a job at once; the poll is for retries, postponed jobs and a lost notification.
        pollingIntervalSeconds: pollSeconds,
        notifyPollingIntervalSeconds: pollSeconds,
      },
      async (jobs: Job[]) => {
        const results = await Promise.all(jobs.map((taken) => runJob(registration, taken, log)));
        // pg-boss sleeps after each single job even if more wait: a backlog would drain at one per poll.
        if (worker.id !== undefined) boss.notifyWorker(worker.id);
        return results;
      },
    );
  }
}

/** Does one job and says what became of it; never rejects. */
async function runJob({ job, handle }: Registration, taken: Job, baseLog: QueueLog): Promise<JobResult> {
  const attempt = taken.retryCount + 1;
  const log = baseLog.child({ job: job.name, jobId: taken.id, attempt });
  const parsed = job.payload.safeParse(taken.data);
  if (!parsed.success) {
    const output = recordError(parsed.error);
    log.error({ problem: output.message }, 'queue.payload_refused');
    return { id: taken.id, status: 'deadletter', output: { ...output, kind: 'final' } };
  }
  try {
    await handle({ id: taken.id, payload: parsed.data, signal: taken.signal, attempt, log });
    return { id: taken.id, status: 'completed' };
  } catch (error) {
    const output = recordError(error);
    if (output.kind === 'unexpected') log.error({ err: error }, 'queue.job_failed');
    else log.warn({ problem: output.message, code: output.code, kind: output.kind }, 'queue.job_failed');
    return { id: taken.id, status: output.kind === 'final' ? 'deadletter' : 'failed', output };
  }
}
