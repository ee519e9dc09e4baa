import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { InfiniteData } from '@tanstack/react-query';

import type { PendingJob } from '@access/contracts/moderation';
import type { Page } from '@access/contracts/pages';
import { useToast } from '@access/ui/toast';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { withoutJob } from './pending-queue.ts';

type Queue = InfiniteData<Page<PendingJob>>;

/**
 * Approving and rejecting: each is refused when the job changed since it was read, or another admin was first. An approved
 * job leaves the queue at once and comes back if the server refuses; a rejected one leaves when that is done, so that the
 * reason stays on the page until then.
 */
export function useDecisions(after: {
  onApproving: () => void;
  onRejected: () => void;
  onConflict: () => void;
}) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const queue = trpc.moderation.pending.infiniteQueryFilter();
  const take = (id: string): void => {
    cache.setQueriesData<Queue>(queue, (held) => held && { ...held, pages: withoutJob(held.pages, id) });
  };
  const settle = (): void => void cache.invalidateQueries(trpc.moderation.pathFilter());
  const failed = (error: unknown): void => {
    const problem = readProblem(error);
    const isConflict = problem.code === 'conflict';
    toast.show({
      tone: 'failure',
      title: isConflict ? 'Somebody else decided or changed it first' : 'The decision was not taken',
      description: sentenceOf(problem),
    });
    if (isConflict) after.onConflict();
  };
  const approve = useMutation(
    trpc.moderation.approve.mutationOptions({
      onMutate: async ({ id }) => {
        await cache.cancelQueries(queue);
        const before = cache.getQueriesData<Queue>(queue);
        take(id);
        after.onApproving();
        return { before };
      },
      onSuccess: ({ title }) => toast.show({ title: `“${title}” is public` }),
      onError: (error, _job, held) => {
        for (const [key, data] of held?.before ?? []) cache.setQueryData(key, data);
        failed(error);
      },
      onSettled: settle,
    }),
  );
  const reject = useMutation(
    trpc.moderation.reject.mutationOptions({
      onSuccess: async ({ id, title }) => {
        await cache.cancelQueries(queue);
        after.onRejected();
        take(id);
        toast.show({ title: `“${title}” was rejected` });
      },
      onError: failed,
      onSettled: settle,
    }),
  );
  const isBusy = approve.isPending || reject.isPending;
  return {
    isBusy,
    approve: ({ id, updatedAt }: PendingJob): void => {
      if (!isBusy) approve.mutate({ id, updatedAt });
    },
    reject: ({ id, updatedAt }: PendingJob, reason: string): void => {
      if (!isBusy) reject.mutate({ id, updatedAt, reason });
    },
  };
}
