import { PgBoss, type ConstructorOptions } from 'pg-boss';

import type { AnyJob } from './job.ts';
import type { QueueLog } from './log.ts';

/** Where jobs end that failed for good; all kinds share it, each row tells its source. */
export const deadLetterQueue = 'dead-letter';

const day = 24 * 3_600;
/** A job nobody did, and a dead letter nobody looked at, stay this long. */
const retentionSeconds = 30 * day;
/** Done jobs are kept for a look back only. */
const deleteAfterSeconds = 2 * day;
const retryDelayMaxSeconds = 300;

export type BossOptions = {
  url: string;
  applicationName: string;
  log: QueueLog;
  mode: 'producer' | 'worker';
  /** Connections at most. */
  max: number;
  superviseSeconds: number;
};

/** A pg-boss that logs its events; only a worker supervises, schedules and holds the connection that hears NOTIFY. */
export function createBoss(options: BossOptions): PgBoss {
  const { url, applicationName, log, mode, max, superviseSeconds } = options;
  const isWorker = mode === 'worker';
  const settings: ConstructorOptions = {
    connectionString: url,
    application_name: applicationName,
    max,
    schema: 'pgboss',
    useListenNotify: isWorker,
    supervise: isWorker,
    schedule: isWorker,
    // A dead worker's job is taken up again after its heartbeat lapses plus this; the default is a minute.
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  };
  const boss = new PgBoss(settings);
  boss.on('error', (error) => log.error({ err: error }, 'queue.errored'));
  boss.on('warning', ({ message, data }) => log.warn({ message, data }, 'queue.warned'));
  return boss;
}

/** Makes the shared dead-letter queue. */
export async function ensureDeadLetterQueue(boss: PgBoss): Promise<void> {
  await boss.createQueue(deadLetterQueue, { retentionSeconds, deleteAfterSeconds });
}

/** Makes the job's queue, or brings an older one to today's settings. Throws where its policy was changed. */
export async function ensureQueue(boss: PgBoss, job: AnyJob): Promise<void> {
  const settings = {
    retryLimit: job.retry.limit,
    retryDelay: job.retry.delaySeconds,
    retryBackoff: job.retry.backoff,
    expireInSeconds: job.expireSeconds,
    heartbeatSeconds: job.heartbeatSeconds,
    deadLetter: deadLetterQueue,
    notify: true,
    retentionSeconds,
    deleteAfterSeconds,
    ...(job.retry.backoff ? { retryDelayMax: retryDelayMaxSeconds } : {}),
  };
  const existing = await boss.getQueue(job.name);
  if (!existing) {
    await boss.createQueue(job.name, { ...settings, policy: job.policy });
    return;
  }
  if (existing.policy !== job.policy) {
    throw new Error(
      `The queue ${job.name} was made with the policy ${existing.policy ?? 'standard'}, which cannot be changed to ` +
        `${job.policy}: give the job a new name.`,
    );
  }
  const isCurrent = Object.entries(settings).every(([name, value]) => Reflect.get(existing, name) === value);
  if (!isCurrent) await boss.updateQueue(job.name, settings);
}
