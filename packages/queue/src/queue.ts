import type { z } from 'zod';

import { createBoss, deadLetterQueue, ensureDeadLetterQueue, ensureQueue } from './boss.ts';
import { enqueueAll, enqueueOne, keyOf, type EnqueueOptions, type QueueTransaction } from './enqueue.ts';
import { pairHandlers, type Handlers, type Registration } from './handlers.ts';
import { countJobs, listDeadLetters, type DeadLetter, type JobCounts } from './inspect.ts';
import type { AnyJob } from './job.ts';
import type { QueueLog } from './log.ts';
import { startWorkers } from './work.ts';

export type QueueOptions = {
  url: string;
  applicationName: string;
  log: QueueLog;
  /** A producer enqueues and looks; a worker also does registered jobs, schedules and supervises. */
  mode: 'producer' | 'worker';
  /** Connections at most: 3 for a producer, 8 for a worker unless told. */
  max?: number;
  /** Seconds between looks for work that no notification told of; 2 unless told, at least 0.5. */
  pollSeconds?: number;
};

/** When a scheduled job is due, and with what. */
export type Schedule<Job extends AnyJob> = {
  /** Five fields of cron. */
  cron: string;
  /** IANA name; the cron fields are read in it. */
  timeZone: string;
  payload: z.input<Job['payload']>;
  /** What to do about ticks that passed while no worker ran: nothing (unless told), or one job for all of them. */
  missed?: 'skip' | 'once';
};

/** The way to background work. Every method but `register` needs `start` before it. */
export type Queue = {
  start: () => Promise<void>;
  /** Takes no more jobs and waits for the running ones; those not done in time are aborted and taken up by another worker. */
  stop: (options?: { timeoutMs?: number }) => Promise<void>;
  /** Writes a job in the caller's transaction and answers its id. Throws ZodError for a payload of another shape. */
  enqueue: <Job extends AnyJob>(
    trx: QueueTransaction,
    job: Job,
    payload: z.input<Job['payload']>,
    options?: EnqueueOptions,
  ) => Promise<string>;
  enqueueMany: <Job extends AnyJob>(
    trx: QueueTransaction,
    job: Job,
    payloads: readonly z.input<Job['payload']>[],
  ) => Promise<void>;
  /** Says who does which jobs. Throws for a missing, stray or second handler, and on a producer. */
  register: <const Jobs extends readonly AnyJob[]>(jobs: Jobs, handlers: Handlers<Jobs>) => void;
  /** Has the job enqueued at each tick; saying it again replaces it. */
  schedule: <Job extends AnyJob>(job: Job, schedule: Schedule<Job>) => Promise<void>;
  deadLetters: (limit: number) => Promise<DeadLetter[]>;
  /** Puts a dead letter back into the queue it came from; false if there is none of this id. */
  retryDead: (id: string) => Promise<boolean>;
  counts: () => Promise<JobCounts[]>;
};

const defaultStopMs = 20_000;

/** The queue over pg-boss in the database at `url`. Does nothing before `start`. */
export function createQueue(options: QueueOptions): Queue {
  const { log, mode } = options;
  const max = options.max ?? (mode === 'worker' ? 8 : 3);
  const boss = createBoss({ url: options.url, applicationName: options.applicationName, log, mode, max });
  const registrations: Registration[] = [];
  const known = new Map<string, Promise<void>>();
  let isStarted = false;

  const ensureKnown = (job: AnyJob): Promise<void> => {
    const pending = known.get(job.name) ?? ensureQueue(boss, job);
    known.set(job.name, pending);
    // A failure (a database that was away) is not remembered: the next one tries anew.
    pending.catch(() => known.delete(job.name));
    return pending;
  };

  return {
    async start() {
      if (mode === 'worker' && registrations.length === 0) {
        throw new Error('A worker without registered handlers would leave every job undone.');
      }
      isStarted = true;
      await boss.start();
      await ensureDeadLetterQueue(boss);
      for (const registration of registrations) {
        await ensureKnown(registration.job);
        await startWorkers({ boss, registration, log, pollSeconds: options.pollSeconds ?? 2 });
      }
    },
    async stop({ timeoutMs = defaultStopMs } = {}) {
      await boss.stop({ graceful: true, timeout: timeoutMs });
    },
    async enqueue(trx, job, payload, enqueueOptions = {}) {
      await ensureKnown(job);
      return enqueueOne({ boss, trx, job, payload, options: enqueueOptions });
    },
    async enqueueMany(trx, job, payloads) {
      await ensureKnown(job);
      await enqueueAll({ boss, trx, job, payloads });
    },
    register(jobs, handlers) {
      if (mode === 'producer') throw new Error('A producer does no jobs: register handlers on a worker.');
      if (isStarted) throw new Error('Register handlers before the queue starts.');
      const pairs = pairHandlers(jobs, handlers);
      const second = pairs.find(({ job }) => registrations.some((known) => known.job.name === job.name));
      if (second) throw new Error(`Job ${second.job.name} is registered twice.`);
      registrations.push(...pairs);
    },
    async schedule(job, { cron, timeZone, payload, missed = 'skip' }) {
      await ensureKnown(job);
      const parsed = job.payload.parse(payload);
      const key = keyOf(job, parsed);
      const once = key === undefined ? {} : { singletonKey: key };
      await boss.schedule(job.name, cron, parsed, { tz: timeZone, missed, priority: job.priority, ...once });
    },
    deadLetters: (limit) => listDeadLetters(boss, limit),
    async retryDead(id) {
      return (await boss.redrive(deadLetterQueue, { ids: [id] })) > 0;
    },
    counts: () => countJobs(boss),
  };
}
