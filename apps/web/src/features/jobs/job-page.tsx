import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useCanGoBack, useRouter } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';

import { JobId } from '@access/contracts/ids';
import { buttonClass } from '@access/ui/button';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { ErrorState } from '@access/ui/states';

import { NotFoundPage } from '../../app/not-found-page.tsx';
import { Page } from '../../app/route-states.tsx';
import { KeyHelp } from '../../lib/key-help.tsx';
import type { KeyMeaning } from '../../lib/key-help.tsx';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { useHotkeys } from '../../lib/use-hotkeys.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { useKeyboardMarks } from '../interactions/use-keyboard-marks.ts';
import { JobView } from './job-view.tsx';

const route = getRouteApi('/jobs/$jobId');

const pageKeys: readonly KeyMeaning[] = [
  ['S', 'Save the job, or take it back'],
  ['L', 'Like the job, or take it back'],
  ['X', 'Dismiss the job, or take it back'],
  ['Esc', 'Back'],
];

/** One job by its address. */
export function JobPage(): ReactNode {
  const { jobId } = route.useParams();
  if (!JobId.safeParse(jobId).success) return <NotFoundPage />;
  return <KnownJob jobId={jobId} />;
}

function KnownJob({ jobId }: { jobId: string }): ReactNode {
  const trpc = useTRPC();
  const { list } = route.useSearch();
  const query = useQuery(trpc.jobs.get.queryOptions({ id: jobId }, { staleTime: 300_000 }));
  const job = query.data;
  const source =
    list === undefined ? { source: 'direct' as const } : { source: 'recommendation' as const, listId: list };
  const mark = useKeyboardMarks(job, source);
  const router = useRouter();
  const canGoBack = useCanGoBack();
  useHotkeys({
    s: mark.toggleBookmark,
    l: mark.toggleLike,
    x: mark.toggleDismissal,
    Escape: () => {
      if (canGoBack) router.history.back();
    },
  });
  usePageTitle(job === undefined ? 'Job' : `${job.title}, ${job.company.name}`);
  if (job !== undefined) {
    return (
      <Page>
        <div className="flex items-start justify-between">
          <BackLink />
          <KeyHelp keys={pageKeys} />
        </div>
        <JobView key={job.id} job={job} source={source} as="page" />
      </Page>
    );
  }
  if (query.error === null) return <JobSkeleton />;
  const problem = readProblem(query.error);
  if (problem.code === 'not_found' || problem.code === 'gone') return <NotFoundPage />;
  return (
    <ErrorState
      isPage
      title="This job could not be loaded"
      detail={sentenceOf(problem)}
      onRetry={() => void query.refetch()}
    />
  );
}

function BackLink(): ReactNode {
  const router = useRouter();
  const canGoBack = useCanGoBack();
  return (
    <div className="mb-4 -ml-2.5">
      {canGoBack ? (
        <button type="button" className={buttonClass('ghost', 'sm')} onClick={() => router.history.back()}>
          <ArrowLeft /> Back
        </button>
      ) : (
        <Link to="/jobs" className={buttonClass('ghost', 'sm')}>
          <ArrowLeft /> All jobs
        </Link>
      )}
    </div>
  );
}

/** The shape of a posting while it loads. */
export function JobSkeleton(): ReactNode {
  return (
    <Page>
      <Loading label="Loading the job">
        <div className="flex flex-col gap-6 pt-10">
          <div className="flex gap-4">
            <Skeleton width="48px" height={48} />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton width="62%" height={28} />
              <Skeleton width="45%" height={18} />
            </div>
          </div>
          <Skeleton width="240px" height={36} />
          <Skeleton height={96} />
          {[96, 92, 98, 60].map((width) => (
            <Skeleton key={width} width={`${width}%`} />
          ))}
        </div>
      </Loading>
    </Page>
  );
}
