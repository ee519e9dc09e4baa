import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Bookmark } from 'lucide-react';
import type { ReactNode } from 'react';

import type { MyJob, MyJobsState } from '@access/contracts/recommendations';
import { Button, buttonClass } from '@access/ui/button';
import { LoadMore } from '@access/ui/load-more';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { EmptyState, ErrorState } from '@access/ui/states';
import { Tabs } from '@access/ui/tabs';
import { useToast } from '@access/ui/toast';

import { Page } from '../../app/route-states.tsx';
import { useFormats } from '../../lib/formats.ts';
import { dismissReasonLabels, keysOf } from '../../lib/labels.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { RequireSession } from '../auth/require-session.tsx';
import { JobRow } from '../jobs/job-row.tsx';
import { myJobsTabs } from './my-jobs-tab.ts';
import { useFeedback } from './use-feedback.tsx';

const route = getRouteApi('/saved');

/** What the person did with jobs, by kind, each to be undone. */
export function SavedPage(): ReactNode {
  usePageTitle('Saved');
  return (
    <RequireSession
      title="Sign in to see your saved jobs"
      reason="Jobs you save, like, dismiss, read and apply to are kept here."
    >
      {() => <Saved />}
    </RequireSession>
  );
}

function Saved(): ReactNode {
  const { tab = 'bookmarked' } = route.useSearch();
  const navigate = useNavigate({ from: '/saved' });
  return (
    <Page>
      <h1 className="mb-4 text-xl font-semibold tracking-tight">Saved</h1>
      <Tabs
        label="Kinds of saved jobs"
        items={keysOf(myJobsTabs).map((value) => ({ value, label: myJobsTabs[value] }))}
        value={tab}
        onChange={(value) => {
          const next = keysOf(myJobsTabs).find((candidate) => candidate === value);
          if (next !== undefined) void navigate({ search: { tab: next } });
        }}
      >
        <MyJobs key={tab} state={tab} />
      </Tabs>
    </Page>
  );
}

const empty: Record<MyJobsState, { title: string; text: ReactNode }> = {
  bookmarked: {
    title: 'Nothing saved yet',
    text: (
      <>
        Press the bookmark on any job<span className="pointer-coarse:hidden">, or the S key</span>, and it
        waits for you here.
      </>
    ),
  },
  liked: { title: 'Nothing liked yet', text: 'Likes teach your list what to look for.' },
  applied: {
    title: 'No applications yet',
    text: 'When you go to an employer’s page by Apply, the job is kept here.',
  },
  viewed: {
    title: 'Nothing read yet',
    text: 'Postings you open are kept here, so that you find them again.',
  },
  dismissed: {
    title: 'Nothing dismissed',
    text: 'Jobs you dismiss leave your list and can be brought back from here.',
  },
};

function MyJobs({ state }: { state: MyJobsState }): ReactNode {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.myJobs.list.infiniteQueryOptions(
      { state, limit: 20 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  if (query.isPending) return <MyJobsSkeleton />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="Your jobs could not be loaded"
        detail={sentenceOf(readProblem(query.error))}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<Bookmark />}
        title={empty[state].title}
        actions={
          <>
            <Link to="/for-you" className={buttonClass('primary')}>
              See your jobs
            </Link>
            <Link to="/jobs" className={buttonClass()}>
              Search jobs
            </Link>
          </>
        }
      >
        {empty[state].text}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="-mx-3 divide-y pt-2">
        {items.map((item) => (
          <MyJobRow key={item.job.id} item={item} state={state} />
        ))}
      </ul>
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
        endText=""
      />
    </>
  );
}

const when: Record<MyJobsState, string> = {
  bookmarked: 'Saved',
  liked: 'Liked',
  applied: 'Applied',
  viewed: 'Read',
  dismissed: 'Dismissed',
};

const undoLabels: Partial<Record<MyJobsState, string>> = {
  bookmarked: 'Remove',
  liked: 'Unlike',
  applied: 'Not applied',
  dismissed: 'Bring back',
};

function MyJobRow({ item, state }: { item: MyJob; state: MyJobsState }): ReactNode {
  const formats = useFormats();
  const undo = useUndo(state);
  const label = undoLabels[state];
  const reason = state === 'dismissed' ? item.state.dismissReason : null;
  return (
    <li className="flex items-center gap-2 py-1 max-sm:flex-col max-sm:items-stretch max-sm:gap-0">
      <div className="min-w-0 flex-1">
        <JobRow job={item.job} to="page" />
      </div>
      <div className="flex shrink-0 items-center gap-3 pr-3 max-sm:justify-between max-sm:pb-2 max-sm:pl-16">
        <span className="text-sm text-faint">
          {item.job.isActive ? '' : 'Closed · '}
          {when[state]} {formats.ago(item.at)}
          {reason !== null && ` · ${dismissReasonLabels[reason].toLowerCase()}`}
        </span>
        {label !== undefined && (
          <Button size="sm" onClick={() => undo(item)}>
            {label}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Takes a job out of this tab at once; the message offers the way back. */
function useUndo(state: MyJobsState): (item: MyJob) => void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const toast = useToast();
  const feedback = useFeedback();
  const source = { source: 'direct' as const };
  const act = ({ job }: MyJob, isUndo: boolean): void => {
    if (state === 'dismissed') {
      if (isUndo) feedback.restore(job, source);
      else feedback.dismiss(job, source);
    } else if (state !== 'viewed') {
      const marks = { bookmarked: 'bookmark', liked: 'like', applied: 'apply' } as const;
      feedback.mark(job, marks[state], !isUndo, source);
    }
  };
  return (item) => {
    const key = trpc.myJobs.list.infiniteQueryKey({ state, limit: 20 });
    queryClient.setQueryData(key, (list) =>
      list === undefined
        ? undefined
        : {
            ...list,
            pages: list.pages.map((page) => ({
              ...page,
              items: page.items.filter((candidate) => candidate.job.id !== item.job.id),
            })),
          },
    );
    act(item, true);
    toast.show({
      title: state === 'dismissed' ? 'Back in the running' : `No longer ${myJobsTabs[state].toLowerCase()}`,
      description: item.job.title,
      action: { label: 'Undo', onPress: () => act(item, false) },
    });
  };
}

function MyJobsSkeleton(): ReactNode {
  return (
    <Loading label="Loading your jobs">
      <div className="flex flex-col gap-6 pt-6">
        {Array.from({ length: 4 }, (_, index) => (
          <div key={index} className="flex gap-3">
            <Skeleton width="40px" height={40} />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton width="50%" height={16} />
              <Skeleton width="40%" />
            </div>
          </div>
        ))}
      </div>
    </Loading>
  );
}
