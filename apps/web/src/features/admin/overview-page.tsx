import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import type { Total } from '@access/contracts/pages';
import { Skeleton } from '@access/ui/skeleton';
import { Notice } from '@access/ui/states';

import { useFormats } from '../../lib/formats.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AdminHead } from './admin-layout.tsx';

/** What waits for an admin, and how the catalogue and the recommender stand. */
export function OverviewPage(): ReactNode {
  usePageTitle('Administration');
  const trpc = useTRPC();
  const formats = useFormats();
  const pending = useQuery(trpc.moderation.pending.queryOptions({ limit: 1 }));
  const open = useQuery(trpc.moderation.list.queryOptions({ limit: 1, status: 'active' }));
  const feeds = useQuery(trpc.feeds.list.queryOptions({ limit: 100 }));
  const imports = useQuery(trpc.imports.list.queryOptions({ limit: 1 }));
  const models = useQuery(trpc.models.list.queryOptions());
  const serving = models.data?.items.find(({ status }) => status === 'active');
  const run = imports.data?.items[0];
  const failing = feeds.data?.items.filter(({ failures }) => failures > 0) ?? [];
  const failed = [pending, open, feeds, imports, models].find(({ error }) => error !== null)?.error;
  const total = (value: Total | undefined): string | undefined =>
    value === undefined ? undefined : `${formats.count(value.value)}${value.relation === 'gte' ? '+' : ''}`;
  return (
    <>
      <AdminHead title="Overview" />
      {failed != null && (
        <div className="mb-6">
          <Notice tone="danger">{sentenceOf(readProblem(failed))}</Notice>
        </div>
      )}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2 xl:grid-cols-3">
        <Tile
          label="Wait for a decision"
          value={total(pending.data?.total)}
          says={pending.data?.total.value === 0 ? 'Nothing to do' : 'Approve or reject them'}
          to="/admin/moderation"
        />
        <Tile label="Open jobs" value={total(open.data?.total)} says="In lists and search" to="/jobs" />
        <Tile
          label="Feeds"
          value={total(feeds.data?.total)}
          says={
            feeds.data === undefined
              ? ''
              : failing.length === 0
                ? 'None fails'
                : `${failing.map(({ name }) => name).join(', ')} cannot be fetched`
          }
          to="/admin/imports"
        />
        <Tile
          label="Last import"
          value={imports.data === undefined ? undefined : (run?.source ?? 'None yet')}
          says={
            run === undefined
              ? ''
              : `${run.status}, ${formats.ago(run.startedAt)}: ${formats.count(run.counts.created)} new of ${formats.count(run.counts.read)}`
          }
          to="/admin/imports"
        />
        <Tile
          label="Ranks people’s lists"
          value={models.data === undefined ? undefined : (serving?.version ?? '–')}
          says={
            serving?.isShipped === true
              ? 'Weighted by hand: nothing was learnt yet'
              : serving?.trainedAt != null
                ? `Learnt ${formats.ago(serving.trainedAt)}`
                : ''
          }
          to="/admin/models"
        />
      </ul>
    </>
  );
}

function Tile(props: {
  label: string;
  value: string | undefined;
  says: string;
  to: '/admin/moderation' | '/admin/imports' | '/admin/models' | '/jobs';
}): ReactNode {
  return (
    <li>
      <Link
        to={props.to}
        className="flex h-full flex-col gap-1 rounded-xl border bg-surface px-4 py-3.5 shadow-raised transition-colors duration-100 hover:border-line-strong"
      >
        <span className="text-sm text-muted">{props.label}</span>
        {props.value === undefined ? (
          <Skeleton width="96px" height={28} />
        ) : (
          <span className="truncate text-xl font-semibold tabular-nums">{props.value}</span>
        )}
        <span className="min-h-5 text-sm text-pretty text-faint">{props.says}</span>
      </Link>
    </li>
  );
}
