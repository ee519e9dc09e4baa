import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { Feed } from '@access/contracts/imports';
import { Badge } from '@access/ui/badge';
import { Button } from '@access/ui/button';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { ErrorState } from '@access/ui/states';
import { useToast } from '@access/ui/toast';

import { useFormats } from '../../lib/formats.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { FeedDialog } from './feed-dialog.tsx';

/** Feeds that are fetched by the clock: how each stands, and what can be done about it. */
export function FeedsSection(): ReactNode {
  const trpc = useTRPC();
  const [isAdding, setIsAdding] = useState(false);
  const feeds = useQuery({ ...trpc.feeds.list.queryOptions({ limit: 100 }), refetchInterval: 15_000 });
  return (
    <section aria-labelledby="feeds">
      <div className="mb-3 flex items-center justify-between gap-4">
        <h2 id="feeds" className="text-md font-semibold">
          Feeds
        </h2>
        <Button size="sm" onClick={() => setIsAdding(true)}>
          <Plus /> Add a feed
        </Button>
      </div>
      {feeds.isPending ? (
        <Loading label="Loading feeds">
          <Skeleton height={72} />
        </Loading>
      ) : feeds.data === undefined ? (
        <ErrorState
          title="Feeds could not be loaded"
          detail={sentenceOf(readProblem(feeds.error))}
          onRetry={() => void feeds.refetch()}
        />
      ) : feeds.data.items.length === 0 ? (
        <p className="rounded-xl border bg-surface px-4 py-6 text-center text-base text-pretty text-muted">
          No feeds yet. A feed is an address that holds postings: a Greenhouse or Lever board, a page with
          JobPosting data, XML, CSV or JSON.
        </p>
      ) : (
        <ul className="flex flex-col divide-y divide-line rounded-xl border bg-surface">
          {feeds.data.items.map((feed) => (
            <li key={feed.id}>
              <FeedRow feed={feed} />
            </li>
          ))}
        </ul>
      )}
      {isAdding && <FeedDialog onClose={() => setIsAdding(false)} />}
    </section>
  );
}

function FeedRow({ feed }: { feed: Feed }): ReactNode {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const formats = useFormats();
  const [isEditing, setIsEditing] = useState(false);
  const settled = (): void => {
    void cache.invalidateQueries(trpc.feeds.pathFilter());
    void cache.invalidateQueries(trpc.imports.pathFilter());
  };
  const failed = (error: unknown): void =>
    toast.show({
      tone: 'failure',
      title: `${feed.name} stays as it was`,
      description: sentenceOf(readProblem(error)),
    });
  const run = useMutation(
    trpc.feeds.run.mutationOptions({
      onSuccess: () => toast.show({ title: `${feed.name} is being fetched` }),
      onError: failed,
      onSettled: settled,
    }),
  );
  const update = useMutation(trpc.feeds.update.mutationOptions({ onError: failed, onSettled: settled }));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 truncate font-medium">{feed.name}</span>
          {!feed.isActive ? (
            <Badge tone="outline">Paused</Badge>
          ) : feed.failures > 0 ? (
            <Badge tone="danger">Fails</Badge>
          ) : (
            <Badge>Works</Badge>
          )}
        </p>
        <p className="truncate text-sm text-muted">{feed.url}</p>
        <p className="text-sm text-faint">
          {formats.count(feed.openJobs)} open {feed.openJobs === 1 ? 'job' : 'jobs'}
          {feed.lastRun !== null && ` · last fetched ${formats.ago(feed.lastRun.startedAt)}`}
          {feed.isActive && feed.nextRunAt !== null && ` · next ${formats.ahead(feed.nextRunAt)}`}
        </p>
        {feed.lastError !== null && <p className="mt-1 text-sm text-pretty text-danger">{feed.lastError}</p>}
      </div>
      <div className="flex gap-2">
        <Button size="sm" aria-label={`Change ${feed.name}`} onClick={() => setIsEditing(true)}>
          Change
        </Button>
        <Button
          size="sm"
          isBusy={update.isPending}
          onClick={() => update.mutate({ id: feed.id, isActive: !feed.isActive })}
        >
          {feed.isActive ? 'Pause' : 'Go on'}
        </Button>
        <Button size="sm" isBusy={run.isPending} onClick={() => run.mutate({ id: feed.id })}>
          Fetch now
        </Button>
      </div>
      {isEditing && <FeedDialog feed={feed} onClose={() => setIsEditing(false)} />}
    </div>
  );
}
