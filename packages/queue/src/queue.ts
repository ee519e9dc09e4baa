import type { z } from 'zod';

import { createBoss, deadLetterQueue, ensureDeadLetterQueue, ensureQueue } from './boss.ts';
import { watchDeadLetters, type DeadHandler, type DeadRegistration, type DeadWatch } from './dead-watch.ts';
import { enqueueAll, enqueueOne, type EnqueueOptions, type QueueTransaction } from './enqueue.ts';
import { pairHandlers, type Handlers, type Registration } from './handlers.ts';
import { countJobs, listDeadLetters, listUnfinished, type DeadLetter, type JobCounts } from './inspect.ts';
import type { AnyJob, JobDefinition } from './job.ts';
import type { QueueLog } from './log.ts';
import { replaceSchedules, type Schedule } from './schedule.ts';
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
  /** Seconds between looks for jobs whose worker died; 10 unless told. */
  superviseSeconds?: number;
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
  /**
   * Says what to do for a job that failed for good, however it did, its worker's death included. A few seconds after it, at least once
   * and by every worker. Throws on a producer.
   */
  whenDead: <Job extends AnyJob>(job: Job, handle: DeadHandler<Job>) => void;
  /** Has exactly these enqueued at their ticks; what an earlier release scheduled besides ends. Throws for a job without handler here. */
  schedule: (schedules: readonly Schedule[]) => Promise<void>;
  /** The payloads of this kind's jobs that wait, run or will be tried again. */
  unfinished: <Payload extends z.ZodType<object>>(
    job: Pick<JobDefinition<string, Payload>, 'name' | 'payload'>,
  ) => Promise<z.output<Payload>[]>;
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
  const { url, applicationName, superviseSeconds = 10 } = options;
  const boss = createBoss({ url, applicationName, log, mode, max, superviseSeconds });
  const registrations: Registration[] = [];
  const dead: DeadRegistration[] = [];
  const known = new Map<string, Promise<void>>();
  let watch: DeadWatch | undefined;
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
      if (dead.length > 0)
        watch = watchDeadLetters({ boss, registrations: dead, log, pollSeconds: options.pollSeconds ?? 2 });
    },
    async stop({ timeoutMs = defaultStopMs } = {}) {
      // Before anything is awaited: pg-boss reaches its workers late in its own stop, and they would go on taking jobs.
      const off = registrations.map(({ job }) => boss.offWork(job.name, { wait: false }));
      await Promise.all(off);
      await watch?.close();
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
    whenDead(job, handle) {
      if (mode === 'producer') throw new Error('A producer does no jobs: hear of dead ones on a worker.');
      if (isStarted) throw new Error('Say what to do for dead jobs before the queue starts.');
      dead.push({ job, handle });
    },
    async schedule(schedules) {
      const stray = schedules.find(({ job }) => !registrations.some((known) => known.job.name === job.name));
      if (stray) throw new Error(`Job ${stray.job.name} is scheduled, but nobody here does it.`);
      await replaceSchedules(boss, schedules);
    },
    unfinished: (job) => listUnfinished(boss, job),
    deadLetters: (limit) => listDeadLetters(boss, limit),
    async retryDead(id) {
      return (await boss.redrive(deadLetterQueue, { ids: [id] })) > 0;
    },
    counts: () => countJobs(boss),
  };
}
