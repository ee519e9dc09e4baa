import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { JobStatus } from '@access/contracts/enums';
import { JobInput } from '@access/contracts/jobs';
import type { Job } from '@access/contracts/jobs';
import { Button } from '@access/ui/button';
import { Dialog } from '@access/ui/dialog';
import { Field } from '@access/ui/field';
import { Textarea } from '@access/ui/input';
import { useToast } from '@access/ui/toast';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { draftOf, inputOf } from './job-draft.ts';

type Move = 'approve' | 'refuse' | 'close' | 'reopen' | 'shelve';

/** What an admin may do in each state; the server's policy decides all the same. */
const movesOf: Record<JobStatus, readonly Move[]> = {
  draft: ['reopen', 'close'],
  pending: ['approve', 'refuse', 'close'],
  active: ['close', 'shelve', 'refuse'],
  rejected: ['approve', 'close'],
  expired: ['reopen', 'close'],
  closed: ['reopen', 'shelve'],
};

/** Moves of a job between its states. Nothing here deletes: a closed job stays for those who saved it or applied. */
export function JobStateActions({ job, onMoved }: { job: Job; onMoved: (job: Job) => void }): ReactNode {
  const [isRefusing, setIsRefusing] = useState(false);
  const { close, move, decide, isBusy } = useMoves(job, onMoved);
  const labels: Record<Move, string> = {
    approve: 'Approve',
    refuse: job.status === 'active' ? 'Take down' : 'Refuse',
    close: 'Close',
    reopen: job.status === 'draft' ? 'Publish' : 'Reopen',
    shelve: 'Make it a draft',
  };
  const act: Record<Move, () => void> = {
    approve: () => decide(null),
    refuse: () => setIsRefusing(true),
    close,
    reopen: () => move('active'),
    shelve: () => move('draft'),
  };
  return (
    <div className="flex flex-wrap gap-2">
      {movesOf[job.status].map((each) => (
        <Button
          key={each}
          variant={each === 'refuse' ? 'danger' : 'secondary'}
          disabled={isBusy}
          onClick={act[each]}
        >
          {labels[each]}
        </Button>
      ))}
      {isRefusing && (
        <RefuseDialog
          title={labels.refuse}
          onClose={() => setIsRefusing(false)}
          onRefuse={(reason) => {
            setIsRefusing(false);
            decide(reason);
          }}
        />
      )}
    </div>
  );
}

function useMoves(job: Job, onMoved: (job: Job) => void) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const settled = {
    onError: (error: unknown) =>
      toast.show({
        tone: 'failure',
        title: `“${job.title}” was not changed`,
        description: sentenceOf(readProblem(error)),
      }),
  };
  const update = useMutation(trpc.jobs.update.mutationOptions(settled));
  const remove = useMutation(trpc.jobs.remove.mutationOptions(settled));
  const approve = useMutation(trpc.moderation.approve.mutationOptions(settled));
  const reject = useMutation(trpc.moderation.reject.mutationOptions(settled));
  const moved = (title: string) => (next: Job) => {
    toast.show({ title, durationMs: 4_000 });
    onMoved(next);
  };
  const move = (status: 'active' | 'draft'): void => {
    const input = JobInput.safeParse(inputOf(draftOf(job), status, job));
    if (!input.success) {
      toast.show({
        tone: 'failure',
        title: 'Mend the form first',
        description: input.error.issues[0]?.message ?? '',
      });
      return;
    }
    if (status === 'active' && isPast(job.applicationDeadline)) {
      toast.show({
        tone: 'failure',
        title: 'Its deadline is past',
        description: 'Choose a later one, or none, and save.',
      });
      return;
    }
    update.mutate(
      { ...input.data, id: job.id },
      { onSuccess: moved(status === 'active' ? 'Open again' : 'A draft now') },
    );
  };
  const close = (): void =>
    remove.mutate(
      { id: job.id },
      {
        onSuccess: async () => {
          const next = await cache.fetchQuery(trpc.jobs.get.queryOptions({ id: job.id }, { staleTime: 0 }));
          toast.show({
            title: 'Closed',
            description:
              'It left every list. Those who saved it or applied to it keep it: jobs are never deleted.',
          });
          onMoved(next);
        },
      },
    );
  const decide = (reason: string | null): void => {
    const seen = { id: job.id, updatedAt: job.updatedAt };
    if (reason === null) approve.mutate(seen, { onSuccess: moved('Approved') });
    else reject.mutate({ ...seen, reason }, { onSuccess: moved('Refused') });
  };
  const isBusy = [update, remove, approve, reject].some(({ isPending }) => isPending);
  return { close, move, decide, isBusy };
}

const isPast = (deadline: string | null): boolean => deadline !== null && Date.parse(deadline) < Date.now();

function RefuseDialog(props: {
  title: string;
  onClose: () => void;
  onRefuse: (reason: string) => void;
}): ReactNode {
  const [reason, setReason] = useState('');
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={props.title}
      description="Whoever posted it reads the reason."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          props.onRefuse(reason.trim());
        }}
      >
        <Field label="Reason">
          <Textarea
            required
            minLength={3}
            maxLength={1_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" variant="danger" disabled={reason.trim().length < 3}>
            {props.title}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
