import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Plus, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';

import type { AdminJob } from '@access/contracts/moderation';
import { Badge } from '@access/ui/badge';
import { Button, buttonClass } from '@access/ui/button';
import { LoadMore } from '@access/ui/load-more';
import { Select } from '@access/ui/select';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { EmptyState, ErrorState } from '@access/ui/states';

import { useFormats } from '../../lib/formats.ts';
import { KeyHelp } from '../../lib/key-help.tsx';
import { keysOf } from '../../lib/labels.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { useHotkeys } from '../../lib/use-hotkeys.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AdminHead } from './admin-layout.tsx';
import type { AdminJobsUrl } from './admin-search.ts';
import { statusLabels, statusNamed, statusTones } from './job-statuses.ts';
import { SearchField } from './search-field.tsx';
import { useRowKeys } from './use-row-keys.ts';

const route = getRouteApi('/admin/jobs');

/** Every job whatever its state, newest first; words and state stand in the address. */
export function AdminJobsPage(): ReactNode {
  const url = route.useSearch();
  const navigate = useNavigate({ from: '/admin/jobs' });
  usePageTitle('Jobs · Admin');
  useRowKeys();
  useHotkeys({ n: () => void navigate({ to: '/admin/jobs/$jobId', params: { jobId: 'new' } }) });
  const change = (next: AdminJobsUrl): void =>
    void navigate({ search: next, replace: true, resetScroll: false });
  return (
    <>
      <AdminHead
        title="Jobs"
        actions={
          <>
            <KeyHelp
              keys={[
                ['J', 'Next job'],
                ['K', 'Previous job'],
                ['↵', 'Edit the job'],
                ['/', 'Search'],
                ['N', 'Post a job'],
              ]}
            />
            <Link to="/admin/jobs/$jobId" params={{ jobId: 'new' }} className={buttonClass('primary')}>
              <Plus /> Post a job
            </Link>
          </>
        }
      />
      <div className="mb-4 flex flex-wrap gap-2">
        <SearchField
          label="Title, company or id"
          value={url.q ?? ''}
          onChange={(words) => {
            const { q: _, ...rest } = url;
            change(words === '' ? rest : { ...rest, q: words });
          }}
        />
        <div className="w-52 max-sm:w-full">
          <Select
            aria-label="State"
            value={url.status ?? ''}
            options={[
              { value: '', label: 'Every state' },
              ...keysOf(statusLabels).map((value) => ({ value, label: statusLabels[value] })),
            ]}
            onValueChange={(value) => {
              const { status: _, ...rest } = url;
              const status = statusNamed(value);
              change(status === undefined ? rest : { ...rest, status });
            }}
          />
        </div>
      </div>
      <Jobs url={url} onClear={() => change({})} />
    </>
  );
}

function Jobs({ url, onClear }: { url: AdminJobsUrl; onClear: () => void }): ReactNode {
  const trpc = useTRPC();
  const formats = useFormats();
  const query = useInfiniteQuery(
    trpc.moderation.list.infiniteQueryOptions(
      { limit: 50, ...url },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  );
  if (query.isPending) return <TableSkeleton label="Loading jobs" />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="Jobs could not be loaded"
        detail={sentenceOf(readProblem(query.error))}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const jobs = query.data.pages.flatMap((page) => page.items);
  if (jobs.length === 0) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No job matches"
        actions={<Button onClick={onClear}>Show every job</Button>}
      >
        Look for a part of the title or of the company’s name, or paste a job’s id.
      </EmptyState>
    );
  }
  const total = query.data.pages[0]?.total;
  return (
    <section aria-label="Jobs found" aria-busy={query.isPlaceholderData}>
      {total !== undefined && (
        <p role="status" className="mb-2 text-sm text-muted tabular-nums">
          {formats.count(total.value)}
          {total.relation === 'gte' && '+'} {total.value === 1 ? 'job' : 'jobs'}
        </p>
      )}
      <div className="overflow-hidden rounded-xl border bg-surface">
        <table className="w-full table-fixed border-collapse text-left text-base">
          <thead className="border-b bg-sunken text-sm text-muted">
            <tr>
              <th scope="col" className="px-4 py-2 font-medium">
                Job
              </th>
              <th scope="col" className="w-44 px-4 py-2 font-medium max-md:hidden">
                State
              </th>
              <th scope="col" className="w-40 px-4 py-2 font-medium max-lg:hidden">
                From
              </th>
              <th scope="col" className="w-24 px-4 py-2 text-right font-medium max-lg:hidden">
                Views
              </th>
              <th scope="col" className="w-36 px-4 py-2 text-right font-medium max-md:hidden">
                Changed
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {jobs.map((job) => (
              <JobLine key={job.id} job={job} />
            ))}
          </tbody>
        </table>
      </div>
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
        endText={jobs.length > 6 ? 'That is all of them' : ''}
      />
    </section>
  );
}

function JobLine({ job }: { job: AdminJob }): ReactNode {
  const formats = useFormats();
  // An open job whose deadline is past is found by nobody until the clock has ended it.
  const isOverdue = job.status === 'active' && !job.isActive;
  const state = (
    <Badge tone={statusTones[job.status]}>
      <span className="truncate">{isOverdue ? 'Deadline past' : statusLabels[job.status]}</span>
    </Badge>
  );
  return (
    <tr className="relative hover:bg-hover">
      <td className="px-4 py-2.5">
        <Link
          to="/admin/jobs/$jobId"
          params={{ jobId: job.id }}
          data-row-link
          className="font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {job.title}
        </Link>
        <p className="truncate text-sm text-muted">
          {job.company.name}
          {job.location !== null && ` · ${job.location}`}
        </p>
        <div className="mt-1 md:hidden">{state}</div>
        {job.rejectionReason !== null && (
          <p className="mt-0.5 line-clamp-1 text-sm text-danger">{job.rejectionReason}</p>
        )}
      </td>
      <td className="px-4 py-2.5 max-md:hidden">{state}</td>
      <td className="truncate px-4 py-2.5 text-sm text-muted max-lg:hidden">
        {job.sources.length === 0 ? 'Posted here' : job.sources.join(', ')}
      </td>
      <td className="px-4 py-2.5 text-right text-sm text-muted tabular-nums max-lg:hidden">
        {formats.count(job.viewCount)}
      </td>
      <td className="px-4 py-2.5 text-right text-sm text-muted max-md:hidden">
        <time dateTime={job.updatedAt} title={formats.day(job.updatedAt)}>
          {formats.ago(job.updatedAt)}
        </time>
      </td>
    </tr>
  );
}

/** The shape of a table while its rows are on their way. */
export function TableSkeleton({ label }: { label: string }): ReactNode {
  return (
    <Loading label={label}>
      <div className="flex flex-col gap-4 rounded-xl border bg-surface p-4">
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <div key={row} className="flex flex-col gap-2">
            <Skeleton width="38%" height={16} />
            <Skeleton width="24%" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
