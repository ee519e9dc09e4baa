import { randomUUID } from 'node:crypto';

import { fromKysely, type Db as BossDb, type KyselyTransactionLike, type PgBoss } from 'pg-boss';
import type { z } from 'zod';

import type { AnyJob } from './job.ts';

/** The key of jobs under `short` that name none: one waits for the whole queue. */
const wholeQueue = 'all';

/** What the job counts as one piece of work with, if anything. */
export function keyOf(job: AnyJob, payload: object): string | undefined {
  return job.key?.(payload) ?? (job.policy === 'short' ? wholeQueue : undefined);
}

/** A Kysely connection or transaction. Without its plugins, as pg-boss reads its own rows in its own spelling. */
export type QueueTransaction = { withoutPlugins(): KyselyTransactionLike };

export type EnqueueOptions = {
  /** Not before this time; at once unless told. */
  startAfter?: Date;
  /** In place of what the definition's `key` answers. */
  key?: string;
};

const insertBatch = 1_000;
/** Each round means that a worker took the waiting job in between; more than a few in a row do not happen. */
const mergeRounds = 10;

type Request<Job extends AnyJob> = {
  boss: PgBoss;
  trx: QueueTransaction;
  job: Job;
  payload: z.input<Job['payload']>;
  options: EnqueueOptions;
};

/** Writes one job in the caller's transaction and answers its id, or that of the waiting job it became one with. */
export async function enqueueOne<Job extends AnyJob>(request: Request<Job>): Promise<string> {
  const { boss, trx, job, options } = request;
  const payload = job.payload.parse(request.payload);
  const key = options.key ?? keyOf(job, payload);
  const db = fromKysely(trx.withoutPlugins());
  const settings = {
    db,
    priority: job.priority,
    ...(options.startAfter === undefined ? {} : { startAfter: options.startAfter }),
    ...(key === undefined ? {} : { singletonKey: key }),
  };
  for (let round = 0; round < mergeRounds; round++) {
    const id = await boss.send(job.name, payload, settings);
    if (id !== null) return id;
    const waiting = await joinWaiting({ boss, db, job, payload, key, startAfter: options.startAfter });
    if (waiting !== undefined) return waiting;
  }
  throw new Error(`Job ${job.name} could not be enqueued: its key was taken ${mergeRounds} times in a row.`);
}

/**
 * Under `short` a job of this key waits already. Writing to its row holds it until the caller commits, as workers skip locked
 * rows; without that it could start, and end, before the caller's changes are there to be seen, and nothing would run for
 * them. Answers undefined if a worker took it first.
 */
async function joinWaiting(waiting: {
  boss: PgBoss;
  db: BossDb;
  job: AnyJob;
  payload: object;
  key: string | undefined;
  startAfter: Date | undefined;
}): Promise<string | undefined> {
  const { boss, db, job, payload, key, startAfter } = waiting;
  // A job asked for now pulls a postponed one forward; one asked for later leaves the earlier time.
  const when = startAfter === undefined ? { startAfter: 0 } : {};
  const { jobs } = await boss.update(job.name, payload, { db, singletonKey: key ?? wholeQueue, ...when });
  return jobs[0];
}

/** Writes many jobs of a kind in batches, in the caller's transaction; under `short`, one per key, the last payload wins. */
export async function enqueueAll<Job extends AnyJob>(
  request: Omit<Request<Job>, 'payload' | 'options'> & { payloads: readonly z.input<Job['payload']>[] },
): Promise<void> {
  const { boss, trx, job, payloads } = request;
  const db = fromKysely(trx.withoutPlugins());
  const rows = payloads.map((given) => {
    const payload = job.payload.parse(given);
    return { id: randomUUID(), given, payload, key: keyOf(job, payload) };
  });
  const distinct = job.policy === 'short' ? [...new Map(rows.map((row) => [row.key, row])).values()] : rows;
  for (let start = 0; start < distinct.length; start += insertBatch) {
    const batch = distinct.slice(start, start + insertBatch);
    const inserts = batch.map(({ id, payload, key }) => ({
      id,
      data: payload,
      priority: job.priority,
      ...(key === undefined ? {} : { singletonKey: key }),
    }));
    const written = new Set(await boss.insert(job.name, inserts, { db, returnId: true }));
    for (const { id, given } of batch) {
      if (!written.has(id)) await enqueueOne({ boss, trx, job, payload: given, options: {} });
    }
  }
}
