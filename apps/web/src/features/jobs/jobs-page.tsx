import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { ReactNode } from 'react';

import type { JobHit, JobSearchPage } from '@access/contracts/jobs';
import { Button } from '@access/ui/button';
import { LoadMore } from '@access/ui/load-more';
import type { LoadMoreProps } from '@access/ui/load-more';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { EmptyState, ErrorState } from '@access/ui/states';

import { useFormats } from '../../lib/formats.ts';
import { KeyHelp } from '../../lib/key-help.tsx';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { useIsWide } from '../../lib/use-media-query.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { SaveSearch } from '../saved-searches/save-search.tsx';
import { FilterBar } from './filter-bar.tsx';
import { queryOf } from './job-filter.ts';
import type { JobsUrl } from './job-filter.ts';
import { JobRow } from './job-row.tsx';
import { JobView } from './job-view.tsx';
import { SearchForm } from './search-form.tsx';
import { SearchNotes } from './search-notes.tsx';
import { listKeys, useListKeys } from './use-list-keys.ts';

const route = getRouteApi('/jobs');

/** Search: words, place and filters in the address, the list, and the chosen job beside it on wide screens. */
export function JobsPage(): ReactNode {
  const url = route.useSearch();
  const navigate = useNavigate({ from: '/jobs' });
  usePageTitle(url.q === undefined ? 'Jobs' : `${url.q} jobs`);
  const change = (next: JobsUrl): void => void navigate({ search: next });
  const found = useFound(url);
  return (
    <div className="mx-auto w-full max-w-[1240px] px-4 py-4 sm:px-6 lg:py-6">
      <h1 className="sr-only">Jobs</h1>
      <SearchForm url={url} onChange={change} />
      <FilterBar
        url={url}
        facets={found.data?.pages[0]?.facets ?? undefined}
        actions={<SaveSearch url={url} />}
        onChange={change}
      />
      <Results url={url} found={found} onChange={change} />
    </div>
  );
}

function useFound(url: JobsUrl) {
  const trpc = useTRPC();
  const query = useMemo(() => queryOf(url), [url]);
  return useInfiniteQuery(
    trpc.search.jobs.infiniteQueryOptions(
      { ...query, limit: 20 },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        // What was found stays until the answer to the next question is there, and the filters keep their counts.
        placeholderData: keepPreviousData,
      },
    ),
  );
}

interface ResultsProps {
  url: JobsUrl;
  found: ReturnType<typeof useFound>;
  onChange: (next: JobsUrl) => void;
}

function Results({ url, found, onChange }: ResultsProps): ReactNode {
  const jobs = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.isPending) return <ResultsSkeleton />;
  if (found.data === undefined) {
    return (
      <ErrorState
        title="Jobs could not be loaded"
        detail={sentenceOf(readProblem(found.error))}
        onRetry={() => void found.refetch()}
      />
    );
  }
  if (jobs.length === 0) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No open jobs match"
        actions={
          <Button onClick={() => onChange(url.q === undefined ? {} : { q: url.q })}>Clear filters</Button>
        }
      >
        Try other words, a wider radius, or fewer filters.
      </EmptyState>
    );
  }
  const [first] = found.data.pages;
  return (
    <ListAndPane
      jobs={jobs}
      notes={first !== undefined && <SearchNotes page={first} url={url} onChange={onChange} />}
      total={first?.total}
      selectedId={url.job}
      isStale={found.isPlaceholderData}
      more={{
        hasMore: found.hasNextPage,
        isLoading: found.isFetchingNextPage,
        onLoad: () => void found.fetchNextPage(),
        endText: jobs.length > 3 ? 'That is all of them' : '',
      }}
    />
  );
}

function ListAndPane(props: {
  jobs: readonly JobHit[];
  notes: ReactNode;
  total: JobSearchPage['total'] | undefined;
  selectedId: string | undefined;
  /** Whether these still answer the question before. */
  isStale: boolean;
  more: LoadMoreProps;
}): ReactNode {
  const { jobs, notes, total, selectedId, isStale, more } = props;
  const pane = useRef<HTMLElement>(null);
  const isWide = useIsWide();
  const selected = selectedId ?? jobs[0]?.id;
  useListKeys({ jobs, selectedId, pane, onEnd: () => more.hasMore && !more.isLoading && more.onLoad() });
  return (
    <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <section
        aria-label="Results"
        aria-busy={isStale}
        className={`transition-opacity duration-150 ${isStale ? 'opacity-60' : ''}`}
      >
        {notes}
        <div className="mb-2 flex min-h-8 items-center justify-between gap-4">
          <TotalLine total={total} />
          <KeyHelp keys={listKeys} />
        </div>
        <ul className="-mx-3 flex flex-col gap-px">
          {jobs.map((job) => (
            <li key={job.id}>
              <JobRow
                job={job}
                highlights={job.highlights}
                to={isWide ? 'pane' : 'page'}
                isSelected={isWide && job.id === selected}
              />
            </li>
          ))}
        </ul>
        <LoadMore {...more} />
      </section>
      {isWide && selected !== undefined && (
        <aside
          ref={pane}
          aria-label="Chosen job"
          className="sticky top-[72px] max-h-[calc(100dvh-88px)] overflow-y-auto overscroll-contain rounded-xl border bg-surface p-8 shadow-raised"
        >
          <Pane key={selected} jobId={selected} />
        </aside>
      )}
    </div>
  );
}

function TotalLine({ total }: { total: JobSearchPage['total'] | undefined }): ReactNode {
  const formats = useFormats();
  if (total === undefined) return null;
  const count = `${formats.count(total.value)}${total.relation === 'gte' ? '+' : ''}`;
  return (
    <p role="status" className="text-sm text-muted">
      {count} open {total.value === 1 ? 'job' : 'jobs'}
    </p>
  );
}

function Pane({ jobId }: { jobId: string }): ReactNode {
  const trpc = useTRPC();
  const job = useQuery(trpc.jobs.get.queryOptions({ id: jobId }, { staleTime: 300_000 }));
  if (job.data !== undefined) return <JobView job={job.data} source={{ source: 'search' }} as="pane" />;
  if (job.error !== null) {
    return (
      <ErrorState
        title="This job could not be loaded"
        detail={sentenceOf(readProblem(job.error))}
        onRetry={() => void job.refetch()}
      />
    );
  }
  return (
    <Loading label="Loading the job">
      <div className="flex flex-col gap-4">
        <Skeleton width="60%" height={28} />
        <Skeleton width="40%" />
        <Skeleton width="220px" height={36} />
        <Skeleton height={80} />
        <Skeleton />
        <Skeleton width="92%" />
        <Skeleton width="96%" />
      </div>
    </Loading>
  );
}

function ResultsSkeleton(): ReactNode {
  return (
    <Loading label="Searching">
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <div className="flex flex-col gap-6 pt-8">
          {Array.from({ length: 7 }, (_, index) => (
            <div key={index} className="flex gap-3">
              <Skeleton width="40px" height={40} />
              <div className="flex flex-1 flex-col gap-2">
                <Skeleton width={`${75 - (index % 3) * 15}%`} height={16} />
                <Skeleton width="60%" />
                <Skeleton width="45%" />
              </div>
            </div>
          ))}
        </div>
        <div className="max-lg:hidden">
          <Skeleton height={620} />
        </div>
      </div>
    </Loading>
  );
}
