import type { PgBoss } from 'pg-boss';
import type { z } from 'zod';

import { listNewDeadLetters } from './inspect.ts';
import type { AnyJob } from './job.ts';
import type { QueueLog } from './log.ts';

/** What follows for the domain when a job failed for good; safe to run twice. */
export type DeadHandler<Job extends AnyJob> = (payload: z.output<Job['payload']>) => Promise<void>;

/** A method, so that handlers of different payloads fit into one list. */
export type DeadRegistration = { job: AnyJob; handle(payload: object): Promise<void> };

export type DeadWatch = { close: () => Promise<void> };

/** Letters older than this are left to operators, so that a start does not go through a month of them. */
const youngSeconds = 24 * 3_600;

/**
 * Looks for new dead letters and tells their handlers. The letters stay where they are, for operators: working the dead-letter queue as
 * a queue would take them away. A handler that fails is asked again at the next look.
 */
export function watchDeadLetters({
  boss,
  registrations,
  log,
  pollSeconds,
}: {
  boss: PgBoss;
  registrations: readonly DeadRegistration[];
  log: QueueLog;
  pollSeconds: number;
}): DeadWatch {
  const byName = new Map(registrations.map((registration) => [registration.job.name, registration]));
  let told = new Set<string>();
  const look = async (): Promise<void> => {
    const letters = await listNewDeadLetters(boss, [...byName.keys()], youngSeconds);
    const known = new Set<string>();
    for (const letter of letters) {
      const registration = byName.get(letter.job ?? '');
      if (registration === undefined) continue;
      if (told.has(letter.id) || (await tell(registration, letter, log))) known.add(letter.id);
    }
    told = known;
  };
  let running = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    running = look()
      .catch((error: unknown) => log.error({ err: error }, 'queue.dead_letters_not_read'))
      .finally(() => {
        isBusy = false;
      });
  }, pollSeconds * 1_000);
  return {
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Whether the letter is done with; one whose payload nobody can read is. */
async function tell(
  { job, handle }: DeadRegistration,
  letter: { id: string; payload?: unknown },
  log: QueueLog,
): Promise<boolean> {
  const payload = job.payload.safeParse(letter.payload);
  if (!payload.success) return true;
  try {
    await handle(payload.data);
    return true;
  } catch (error) {
    log.error({ err: error, job: job.name, letterId: letter.id }, 'queue.dead_handler_failed');
    return false;
  }
}
