import type { z } from 'zod';

import type { AnyJob } from './job.ts';
import type { QueueLog } from './log.ts';

/** What a handler is given. `attempt` counts from 1; `signal` aborts when the job expires or the worker gives up waiting. */
export type JobContext<Payload> = {
  id: string;
  payload: Payload;
  signal: AbortSignal;
  attempt: number;
  log: QueueLog;
};

/** Does one job. Delivery is at least once, so it is safe to run twice. */
export type Handler<Job extends AnyJob> = (context: JobContext<z.output<Job['payload']>>) => Promise<void>;

/** One handler for each definition of a list: a missing or misspelt one does not compile. */
export type Handlers<Jobs extends readonly AnyJob[]> = {
  readonly [Job in Jobs[number] as Job['name']]: Handler<Job>;
};

/** A definition beside the handler that does it. */
export type Registration = { job: AnyJob; handle: (context: JobContext<object>) => Promise<void> };

/**
 * Pairs definitions with handlers. Lists that grew at run time escape the compiler, so here too a job without handler,
 * a handler without job and a job listed twice throw.
 */
export function pairHandlers<const Jobs extends readonly AnyJob[]>(
  jobs: Jobs,
  handlers: Handlers<Jobs>,
): Registration[] {
  const byName: Map<string, Registration['handle']> = new Map(Object.entries(handlers));
  const names = new Set<string>();
  const registrations = jobs.map((job) => {
    if (names.has(job.name)) throw new Error(`Job ${job.name} is listed twice.`);
    names.add(job.name);
    const handle = byName.get(job.name);
    if (handle === undefined) throw new Error(`Job ${job.name} has no handler.`);
    return { job, handle };
  });
  const stray = [...byName.keys()].find((name) => !names.has(name));
  if (stray !== undefined) throw new Error(`The handler ${stray} belongs to no job.`);
  return registrations;
}
