import { UserId } from '@access/contracts/ids';
import type { EventSubscribers } from '@access/core/events';
import { refreshListJob } from '@access/core/recommendations';
import { countWordsJob } from '@access/core/search';
import type { Queue } from '@access/queue';

/** What follows from what happened. A person who changed gets a new list, and the words that an import brought are known to spelling; the other events are told for later readers. */
export const subscribersOf = (queue: Pick<Queue, 'enqueue'>): EventSubscribers => ({
  'person.changed': async (trx, { subject }) => {
    await queue.enqueue(trx, refreshListJob, { userId: UserId.parse(subject) });
  },
  'person.registered': async () => undefined,
  'job.changed': async () => undefined,
  'job.closed': async () => undefined,
  'job.expired': async () => undefined,
  'resume.uploaded': async () => undefined,
  'resume.parsed': async () => undefined,
  'interaction.recorded': async () => undefined,
  'import.finished': async (trx) => {
    await queue.enqueue(trx, countWordsJob, {});
  },
});
