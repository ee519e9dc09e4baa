import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft, Download } from 'lucide-react';
import type { ReactNode } from 'react';

import { ImportRunId } from '@access/contracts/ids';
import type { ImportRunDetail, RowError } from '@access/contracts/imports';
import { Badge } from '@access/ui/badge';
import { Button, buttonClass } from '@access/ui/button';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { ErrorState, Notice } from '@access/ui/states';
import { useToast } from '@access/ui/toast';

import { useFormats } from '../../lib/formats.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AdminHead } from './admin-layout.tsx';
import { ImportBadge } from './imports-page.tsx';

const route = getRouteApi('/admin/imports/$runId');

/** One import: how far it is, what it did, and each row that it refused. */
export function ImportPage(): ReactNode {
  const { runId } = route.useParams();
  const trpc = useTRPC();
  const id = ImportRunId.safeParse(runId);
  const run = useQuery({
    ...trpc.imports.get.queryOptions({ id: id.data ?? (runId as ImportRunId) }),
    refetchInterval: ({ state }) => (state.data?.finishedAt === null ? 1_000 : false),
  });
  usePageTitle(run.data === undefined ? 'Import' : `Import of ${run.data.source}`);
  if (run.isPending) {
    return (
      <Loading label="Loading the import">
        <Skeleton height={240} />
      </Loading>
    );
  }
  if (run.data === undefined) {
    return (
      <ErrorState
        isPage
        title="The import could not be loaded"
        detail={sentenceOf(readProblem(run.error))}
        onRetry={() => void run.refetch()}
      />
    );
  }
  return <Detail run={run.data} />;
}

function Detail({ run }: { run: ImportRunDetail }): ReactNode {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const formats = useFormats();
  const cancel = useMutation(
    trpc.imports.cancel.mutationOptions({
      onSettled: () => void cache.invalidateQueries(trpc.imports.pathFilter()),
      onError: (error) =>
        toast.show({
          tone: 'failure',
          title: 'The import goes on',
          description: sentenceOf(readProblem(error)),
        }),
    }),
  );
  const { counts, progress } = run;
  const figures = [
    ['Read', counts.read],
    [run.isDryRun ? 'Would be new' : 'New', counts.created],
    [run.isDryRun ? 'Would change' : 'Changed', counts.updated],
    ['As before', counts.unchanged],
    [run.isDryRun ? 'Would close' : 'Closed', counts.closed],
    ['Refused', counts.failed],
  ] as const;
  return (
    <>
      <Link to="/admin/imports" className={`${buttonClass('ghost', 'sm')} mb-3 -ml-2.5`}>
        <ArrowLeft /> All imports
      </Link>
      <AdminHead
        title={run.source}
        says={
          <span className="flex flex-wrap items-center gap-2">
            <ImportBadge run={run} />
            {run.isDryRun && <Badge tone="outline">Dry run</Badge>}
            {run.isFull && <Badge tone="outline">Whole source</Badge>}
            <span>
              {run.fileName ?? run.trigger}, {formats.ago(run.startedAt)}
            </span>
          </span>
        }
        actions={
          <>
            {run.finishedAt === null && (
              <Button isBusy={cancel.isPending} onClick={() => cancel.mutate({ id: run.id })}>
                Cancel
              </Button>
            )}
            <a href={`/api/v1/admin/imports/${run.id}/report`} download className={buttonClass()}>
              <Download /> Report as CSV
            </a>
          </>
        }
      />
      <div className="flex flex-col gap-6">
        {run.message !== null && (
          <Notice tone={run.status === 'failed' ? 'danger' : 'neutral'}>{run.message}</Notice>
        )}
        {run.finishedAt === null && progress?.total != null && (
          <progress
            aria-label="Import"
            max={Math.max(1, progress.total)}
            value={progress.done}
            className="h-1.5 w-full overflow-hidden rounded-full [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
          />
        )}
        <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-6">
          {figures.map(([label, value]) => (
            <div key={label} className="rounded-xl border bg-surface px-4 py-3">
              <dt className="text-sm text-muted">{label}</dt>
              <dd className="text-xl font-semibold tabular-nums">{formats.count(value)}</dd>
            </div>
          ))}
        </dl>
        <Rows title="Refused rows" rows={run.errors} total={counts.failed} />
        <Rows title="Taken with something left out" rows={run.notes} total={counts.noted} />
        <Changes run={run} />
      </div>
    </>
  );
}

const cellClass = 'border-t px-4 py-2 align-top';

function Rows(props: { title: string; rows: readonly RowError[]; total: number }): ReactNode {
  const formats = useFormats();
  const { title, rows, total } = props;
  if (rows.length === 0) return null;
  return (
    <section className="overflow-x-auto rounded-xl border bg-surface">
      <table className="w-full min-w-[480px] text-sm">
        <caption className="px-4 py-3 text-left text-md font-semibold">
          {title}
          {total > rows.length && (
            <span className="font-normal text-muted">
              {' '}
              – the first {formats.count(rows.length)} of {formats.count(total)}; the report has them all
            </span>
          )}
        </caption>
        <thead>
          <tr className="text-left text-faint">
            <th scope="col" className="px-4 py-1.5 font-normal">
              File
            </th>
            <th scope="col" className="px-4 py-1.5 text-right font-normal">
              Line
            </th>
            <th scope="col" className="px-4 py-1.5 font-normal">
              Why
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ file, line, reason }) => (
            <tr key={`${file} ${line} ${reason}`}>
              <td className={`${cellClass} max-w-64 truncate text-muted`}>{file}</td>
              <td className={`${cellClass} text-right tabular-nums`}>{formats.count(line)}</td>
              <td className={cellClass}>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const kinds = { create: 'New', update: 'Changed', close: 'Closed' } as const;

function Changes({ run }: { run: ImportRunDetail }): ReactNode {
  if (run.changes.length === 0) return null;
  return (
    <section className="overflow-x-auto rounded-xl border bg-surface">
      <table className="w-full min-w-[480px] text-sm">
        <caption className="px-4 py-3 text-left text-md font-semibold">What would change</caption>
        <tbody>
          {run.changes.map(({ kind, sourceId, title, companyName, fields }) => (
            <tr key={`${kind} ${sourceId}`}>
              <td className={`${cellClass} w-24 text-muted`}>{kinds[kind]}</td>
              <td className={cellClass}>
                {title} <span className="text-muted">at {companyName}</span>
              </td>
              <td className={`${cellClass} text-muted`}>{fields.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
