import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BellRing, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Alert } from '@access/contracts/alerts';
import { buttonClass } from '@access/ui/button';
import { IconButton } from '@access/ui/icon-button';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { EmptyState, ErrorState } from '@access/ui/states';
import { useToast } from '@access/ui/toast';

import { useFormats } from '../../lib/formats.ts';
import { jobTypeLabels, levelLabels, remoteLabels } from '../../lib/labels.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { RequireSession } from '../auth/require-session.tsx';
import { urlOf } from './saved-filter.ts';

/** The person's saved searches: what each finds, opened with a press. */
export function SavedSearchesPage(): ReactNode {
  usePageTitle('Saved searches');
  return (
    <RequireSession title="Saved searches" reason="Sign in to keep searches and come back to them.">
      {() => (
        <div className="mx-auto w-full max-w-[760px] px-4 py-8 sm:px-6">
          <h1 className="mb-6 text-xl font-semibold">Saved searches</h1>
          <Searches />
        </div>
      )}
    </RequireSession>
  );
}

function Searches(): ReactNode {
  const trpc = useTRPC();
  const saved = useQuery(trpc.alerts.list.queryOptions({ limit: 50 }));
  if (saved.isPending) {
    return (
      <Loading label="Loading saved searches">
        <div className="flex flex-col gap-3">
          <Skeleton height={72} />
          <Skeleton height={72} />
        </div>
      </Loading>
    );
  }
  if (saved.data === undefined) {
    return (
      <ErrorState
        title="Saved searches could not be loaded"
        detail={sentenceOf(readProblem(saved.error))}
        onRetry={() => void saved.refetch()}
      />
    );
  }
  if (saved.data.items.length === 0) {
    return (
      <EmptyState
        icon={<BellRing />}
        title="No saved searches yet"
        actions={
          <Link to="/jobs" className={buttonClass('primary')}>
            Search jobs
          </Link>
        }
      >
        Search for what you want and press “Save search”; it waits for you here.
      </EmptyState>
    );
  }
  return (
    <ul className="flex flex-col divide-y divide-line rounded-xl border bg-surface">
      {saved.data.items.map((alert) => (
        <li key={alert.id}>
          <SavedSearch alert={alert} />
        </li>
      ))}
    </ul>
  );
}

function SavedSearch({ alert }: { alert: Alert }): ReactNode {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const formats = useFormats();
  const changed = (): void => void cache.invalidateQueries(trpc.alerts.pathFilter());
  const restore = useMutation(trpc.alerts.create.mutationOptions({ onSettled: changed }));
  const remove = useMutation(
    trpc.alerts.remove.mutationOptions({
      onSettled: changed,
      onSuccess: () =>
        toast.show({
          title: `Removed “${alert.name}”`,
          action: {
            label: 'Undo',
            onPress: () => {
              const { name, filter, frequency, isActive } = alert;
              restore.mutate({ name, filter, frequency, isActive });
            },
          },
        }),
      onError: (error) =>
        toast.show({
          tone: 'failure',
          title: `“${alert.name}” could not be removed`,
          description: sentenceOf(readProblem(error)),
        }),
    }),
  );
  return (
    <div className="flex items-center gap-3 px-4 py-3">
      <Link to="/jobs" search={urlOf(alert.filter)} className="min-w-0 flex-1 rounded-md">
        <span className="block truncate text-base font-semibold">{alert.name}</span>
        <span className="block truncate text-sm text-muted">{summaryOf(alert, formats.money)}</span>
        <MatchCount alert={alert} />
      </Link>
      <IconButton label={`Remove ${alert.name}`} onClick={() => remove.mutate({ id: alert.id })}>
        <Trash2 />
      </IconButton>
    </div>
  );
}

/** How many jobs it finds today; asked one by one, so that the list itself never waits. */
function MatchCount({ alert }: { alert: Alert }): ReactNode {
  const trpc = useTRPC();
  const formats = useFormats();
  const preview = useQuery(trpc.alerts.preview.queryOptions({ filter: alert.filter, limit: 1 }));
  if (preview.data === undefined) return <span className="block text-sm text-faint">…</span>;
  const { value, relation } = preview.data.total;
  return (
    <span className="block text-sm text-faint tabular-nums">
      {formats.count(value)}
      {relation === 'gte' && '+'} open {value === 1 ? 'job' : 'jobs'}
    </span>
  );
}

function summaryOf({ filter }: Alert, money: (amount: number, currency: string) => string): string {
  const parts = [
    filter.q,
    filter.location,
    filter.placeId === undefined ? undefined : `within ${filter.radiusKm} km`,
    ...(filter.jobType ?? []).map((value) => jobTypeLabels[value]),
    ...(filter.experienceLevel ?? []).map((value) => levelLabels[value]),
    ...(filter.remoteOption ?? []).map((value) => remoteLabels[value]),
    ...(filter.skills ?? []),
    filter.salaryMin === undefined ? undefined : `from ${money(filter.salaryMin, filter.currency ?? 'USD')}`,
    filter.postedWithinDays === undefined ? undefined : `last ${filter.postedWithinDays} days`,
  ];
  const given = parts.filter((part) => part !== undefined && part !== '');
  return given.length === 0 ? 'All jobs' : given.join(' · ');
}
