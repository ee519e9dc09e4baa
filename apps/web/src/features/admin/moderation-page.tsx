import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { PendingJob } from '@access/contracts/moderation';
import { Avatar } from '@access/ui/avatar';
import { Button } from '@access/ui/button';
import { Dialog } from '@access/ui/dialog';
import { Field } from '@access/ui/field';
import { Textarea } from '@access/ui/input';
import { Kbd } from '@access/ui/kbd';
import { LoadMore } from '@access/ui/load-more';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { EmptyState, ErrorState, Notice } from '@access/ui/states';

import { useFormats } from '../../lib/formats.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { useHotkeys } from '../../lib/use-hotkeys.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { FactGrid, placeOf } from '../jobs/job-facts.tsx';
import { PostingText } from '../jobs/posting-text.tsx';
import { AdminHead } from './admin-layout.tsx';
import { useDecisions } from './use-decisions.ts';

const PAGE = 30;

/** Jobs that wait for a decision: the queue on the left, the posting as the public would see it on the right. */
export function ModerationPage(): ReactNode {
  usePageTitle('Moderation');
  const trpc = useTRPC();
  const pending = useInfiniteQuery(
    trpc.moderation.pending.infiniteQueryOptions(
      { limit: PAGE },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, refetchInterval: 20_000 },
    ),
  );
  if (pending.isPending) {
    return (
      <>
        <AdminHead title="Moderation" />
        <Loading label="Loading what waits">
          <div className="flex flex-col gap-2">
            <Skeleton height={64} />
            <Skeleton height={64} />
            <Skeleton height={64} />
          </div>
        </Loading>
      </>
    );
  }
  if (pending.data === undefined) {
    return (
      <ErrorState
        title="The queue could not be loaded"
        detail={sentenceOf(readProblem(pending.error))}
        onRetry={() => void pending.refetch()}
      />
    );
  }
  const jobs = pending.data.pages.flatMap(({ items }) => items);
  if (jobs.length === 0) {
    return (
      <>
        <AdminHead title="Moderation" />
        <EmptyState icon={<ShieldCheck />} title="Nothing waits for a decision">
          Jobs that partners send over the API wait here until an admin has looked at them.
        </EmptyState>
      </>
    );
  }
  return (
    <Queue
      jobs={jobs}
      total={pending.data.pages[0]?.total.value ?? jobs.length}
      more={
        <LoadMore
          hasMore={pending.hasNextPage}
          isLoading={pending.isFetchingNextPage}
          onLoad={() => void pending.fetchNextPage()}
          endText=""
        />
      }
    />
  );
}

function Queue({
  jobs,
  total,
  more,
}: {
  jobs: readonly PendingJob[];
  total: number;
  more: ReactNode;
}): ReactNode {
  const formats = useFormats();
  const [chosenId, setChosenId] = useState<string | null>(null);
  // The job itself: the queue may move on while its reason is written.
  const [rejecting, setRejecting] = useState<PendingJob | null>(null);
  const [isHelping, setIsHelping] = useState(false);
  const at = Math.max(
    0,
    jobs.findIndex(({ id }) => id === chosenId),
  );
  const chosen = jobs[at];
  // The next one takes its place, so that a queue is worked off without a hand on the mouse.
  const moveOn = (): void => setChosenId((jobs[at + 1] ?? jobs[at - 1])?.id ?? null);
  const decide = useDecisions({
    onApproving: moveOn,
    onRejected: () => {
      if (chosen?.id === rejecting?.id) moveOn();
      setRejecting(null);
    },
    onConflict: () => setRejecting(null),
  });
  const move = (step: number): void => {
    const next = jobs[at + step];
    if (next === undefined) return;
    setChosenId(next.id);
    document.getElementById(`pending-${next.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    a: () => chosen !== undefined && decide.approve(chosen),
    r: () => setRejecting(chosen ?? null),
    '?': () => setIsHelping(true),
  });
  if (chosen === undefined) return null;
  return (
    <>
      <AdminHead
        title="Moderation"
        says={
          <>
            {formats.count(total)} {total === 1 ? 'job waits' : 'jobs wait'}, the oldest first.{' '}
            <span className="max-lg:hidden">
              <Kbd>j</Kbd> <Kbd>k</Kbd> move, <Kbd>a</Kbd> approves, <Kbd>r</Kbd> rejects, <Kbd>?</Kbd> lists
              the keys.
            </span>
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[320px_minmax(0,1fr)]">
        <div>
          <ul aria-label="Jobs that wait" className="flex flex-col gap-1">
            {jobs.map((job) => (
              <li key={job.id} id={`pending-${job.id}`}>
                <button
                  type="button"
                  aria-current={job.id === chosen.id}
                  onClick={() => {
                    setChosenId(job.id);
                    // On a phone the posting stands below the queue.
                    document.getElementById('pending-preview')?.scrollIntoView({ block: 'nearest' });
                  }}
                  className="w-full rounded-lg border border-transparent px-3 py-2.5 text-left hover:bg-hover aria-[current=true]:border-accent-line aria-[current=true]:bg-accent-soft"
                >
                  <span className="block truncate font-medium">{job.title}</span>
                  <span className="block truncate text-sm text-muted">
                    {job.company.name} · {placeOf(job)}
                  </span>
                  <span className="block truncate text-sm text-faint">
                    {formats.ago(job.postedAt)}
                    {job.lookalikes.length > 0 && ` · ${job.lookalikes.length} like it`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {more}
        </div>
        <Preview
          job={chosen}
          isBusy={decide.isBusy}
          onApprove={() => decide.approve(chosen)}
          onReject={() => setRejecting(chosen)}
        />
      </div>
      {isHelping && <KeysDialog onClose={() => setIsHelping(false)} />}
      {rejecting !== null && (
        <RejectDialog
          job={rejecting}
          isBusy={decide.isBusy}
          onClose={() => setRejecting(null)}
          onReject={(reason) => decide.reject(rejecting, reason)}
        />
      )}
    </>
  );
}

function Preview(props: {
  job: PendingJob;
  isBusy: boolean;
  onApprove: () => void;
  onReject: () => void;
}): ReactNode {
  const { job, isBusy } = props;
  return (
    <article
      id="pending-preview"
      aria-label="The posting"
      className="flex min-w-0 scroll-mt-20 flex-col gap-6 rounded-xl border bg-surface p-5 sm:p-6"
    >
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div className="flex min-w-0 gap-4">
          <Avatar name={job.company.name} imageUrl={job.company.logoUrl} size={48} />
          <div className="min-w-0">
            <h2 className="text-xl font-semibold tracking-tight text-pretty">{job.title}</h2>
            <p className="mt-1 text-md text-pretty text-muted">
              {job.company.name} · {placeOf(job)}
            </p>
            {job.submittedBy !== null && <p className="mt-1 text-sm text-faint">Sent by {job.submittedBy}</p>}
          </div>
        </div>
        <div className="flex gap-2">
          <Button onClick={props.onReject} disabled={isBusy}>
            Reject…
          </Button>
          <Button variant="primary" onClick={props.onApprove} isBusy={isBusy}>
            Approve
          </Button>
        </div>
      </header>
      {job.lookalikes.length > 0 && (
        <Notice tone="minus">
          Open already, and much like it:{' '}
          {job.lookalikes.map((other, i) => (
            <span key={other.id}>
              {i > 0 && ', '}
              <Link to="/jobs/$jobId" params={{ jobId: other.id }} className="underline underline-offset-2">
                {other.title} at {other.company.name}
              </Link>
            </span>
          ))}
        </Notice>
      )}
      <FactGrid job={job} deadline={job.applicationDeadline} />
      <hr />
      <PostingText job={job} heading="h3" />
    </article>
  );
}

function RejectDialog(props: {
  job: PendingJob;
  isBusy: boolean;
  onClose: () => void;
  onReject: (reason: string) => void;
}): ReactNode {
  const [reason, setReason] = useState('');
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={`Reject “${props.job.title}”`}
      description="The reason goes to whoever sent it."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          props.onReject(reason.trim());
        }}
      >
        <Field label="Reason">
          <Textarea
            value={reason}
            required
            minLength={3}
            maxLength={1_000}
            rows={4}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" variant="danger" isBusy={props.isBusy}>
            Reject
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const keys = [
  { keys: ['j', '↓'], does: 'The next job' },
  { keys: ['k', '↑'], does: 'The job before' },
  { keys: ['a'], does: 'Approve it' },
  { keys: ['r'], does: 'Reject it, with a reason' },
  { keys: ['?'], does: 'This list' },
  { keys: ['Esc'], does: 'Close a window' },
];

function KeysDialog({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <Dialog isOpen onClose={onClose} title="Keys of this page">
      <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-2">
        {keys.map((row) => (
          <div key={row.does} className="contents">
            <dt className="flex gap-1">
              {row.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{row.does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
