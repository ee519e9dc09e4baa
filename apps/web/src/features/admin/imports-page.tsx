import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Import, Upload } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { ImportRun } from '@access/contracts/imports';
import { Badge } from '@access/ui/badge';
import { Button } from '@access/ui/button';
import { LoadMore } from '@access/ui/load-more';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { EmptyState, ErrorState } from '@access/ui/states';

import { useFormats } from '../../lib/formats.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AdminHead } from './admin-layout.tsx';
import { FeedsSection } from './feeds-section.tsx';
import { UploadDialog } from './upload-dialog.tsx';

const isOpen = ({ status }: ImportRun): boolean => status === 'queued' || status === 'running';

/** Where postings come from: feeds fetched by the clock, and every import with what it did. */
export function ImportsPage(): ReactNode {
  usePageTitle('Imports');
  const [isUploading, setIsUploading] = useState(false);
  return (
    <>
      <AdminHead
        title="Imports"
        says="Postings come from feeds, from files sent here, and from the command line."
        actions={
          <Button variant="primary" onClick={() => setIsUploading(true)}>
            <Upload /> Import a file
          </Button>
        }
      />
      <div className="flex flex-col gap-8">
        <FeedsSection />
        <Runs />
      </div>
      {isUploading && <UploadDialog onClose={() => setIsUploading(false)} />}
    </>
  );
}

function Runs(): ReactNode {
  const trpc = useTRPC();
  const runs = useInfiniteQuery(
    trpc.imports.list.infiniteQueryOptions(
      { limit: 20 },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        refetchInterval: ({ state }) =>
          state.data?.pages.some(({ items }) => items.some(isOpen)) === true ? 1_000 : 15_000,
      },
    ),
  );
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="runs">
      <h2 id="runs" className="mb-3 text-md font-semibold">
        Runs
      </h2>
      {runs.isPending ? (
        <Loading label="Loading imports">
          <Skeleton height={160} />
        </Loading>
      ) : runs.data === undefined ? (
        <ErrorState
          title="Imports could not be loaded"
          detail={sentenceOf(readProblem(runs.error))}
          onRetry={() => void runs.refetch()}
        />
      ) : items.length === 0 ? (
        <EmptyState icon={<Import />} title="Nothing was imported yet">
          Import a file, or add a feed that is fetched by itself.
        </EmptyState>
      ) : (
        <>
          <ul className="flex flex-col divide-y divide-line rounded-xl border bg-surface">
            {items.map((run) => (
              <li key={run.id}>
                <RunRow run={run} />
              </li>
            ))}
          </ul>
          <LoadMore
            hasMore={runs.hasNextPage}
            isLoading={runs.isFetchingNextPage}
            onLoad={() => void runs.fetchNextPage()}
            endText=""
          />
        </>
      )}
    </section>
  );
}

function RunRow({ run }: { run: ImportRun }): ReactNode {
  const formats = useFormats();
  const { counts } = run;
  const did = [
    [counts.created, 'new'],
    [counts.updated, 'changed'],
    [counts.closed, 'closed'],
    [counts.unchanged, 'as before'],
    [counts.failed, 'refused'],
  ] as const;
  return (
    <Link
      to="/admin/imports/$runId"
      params={{ runId: run.id }}
      className="block px-4 py-3 hover:bg-hover focus-visible:bg-hover"
    >
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 truncate font-medium">{run.source}</span>
        <ImportBadge run={run} />
        {run.isDryRun && <Badge tone="outline">Dry run</Badge>}
        {run.isFull && <Badge tone="outline">Whole source</Badge>}
        <span className="flex-1" />
        <span className="text-sm text-faint">{formats.ago(run.startedAt)}</span>
      </span>
      <span className="mt-1 block text-sm text-muted tabular-nums">
        {did
          .filter(([count]) => count > 0)
          .map(([count, what]) => `${formats.count(count)} ${what}`)
          .join(' · ') || 'Nothing read yet'}
      </span>
      {run.message !== null && <span className="mt-1 block text-sm text-pretty">{run.message}</span>}
    </Link>
  );
}

export function ImportBadge({ run: { status } }: { run: Pick<ImportRun, 'status'> }): ReactNode {
  switch (status) {
    case 'queued':
      return <Badge tone="accent">Waits</Badge>;
    case 'running':
      return <Badge tone="accent">Under way</Badge>;
    case 'finished':
      return <Badge>Done</Badge>;
    case 'failed':
      return <Badge tone="danger">Failed</Badge>;
    case 'cancelled':
      return <Badge tone="outline">Cancelled</Badge>;
  }
}
