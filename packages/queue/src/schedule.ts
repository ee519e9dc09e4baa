import type { PgBoss } from 'pg-boss';
import type { z } from 'zod';

import { ensureQueue } from './boss.ts';
import { keyOf } from './enqueue.ts';
import type { AnyJob } from './job.ts';

/** When a job is enqueued by the clock, and with what. */
export type Schedule = {
  job: AnyJob;
  /** Five fields of cron. */
  cron: string;
  /** IANA name; the cron fields are read in it. */
  timeZone: string;
  /** As the job's definition reads it. */
  payload: object;
  /** What to do about ticks that passed while no worker ran: nothing, or one job for all of them. */
  missed: 'skip' | 'once';
};

/** Schedules a job; in UTC and without making up for missed ticks unless told. Throws ZodError for a payload of another shape. */
export function defineSchedule<Job extends AnyJob>(
  job: Job,
  {
    cron,
    timeZone = 'UTC',
    payload,
    missed = 'skip',
  }: {
    cron: string;
    timeZone?: string;
    payload: z.input<Job['payload']>;
    missed?: Schedule['missed'];
  },
): Schedule {
  return { job, cron, timeZone, payload: job.payload.parse(payload), missed };
}

/** Makes the schedules those of the database and ends all others. Throws for two of one job and for a cron or zone nobody can read. */
export async function replaceSchedules(boss: PgBoss, schedules: readonly Schedule[]): Promise<void> {
  const names = new Set(schedules.map(({ job }) => job.name));
  if (names.size < schedules.length) throw new Error('A job is scheduled twice.');
  for (const { job, cron, timeZone, payload, missed } of schedules) {
    await ensureQueue(boss, job);
    const key = keyOf(job, payload);
    const once = key === undefined ? {} : { singletonKey: key };
    await boss.schedule(job.name, cron, payload, { tz: timeZone, missed, priority: job.priority, ...once });
  }
  for (const { name, key } of await boss.getSchedules()) {
    if (!names.has(name)) await boss.unschedule(name, key);
  }
}
