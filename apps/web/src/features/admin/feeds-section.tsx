import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { Feed } from '@access/contracts/imports';
import { Badge } from '@access/ui/badge';
import { Button } from '@access/ui/button';
import { Checkbox } from '@access/ui/checkbox';
import { Dialog } from '@access/ui/dialog';
import { Field } from '@access/ui/field';
import { Input } from '@access/ui/input';
import { Select } from '@access/ui/select';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { ErrorState, Notice } from '@access/ui/states';
import { useToast } from '@access/ui/toast';

import { useFormats } from '../../lib/formats.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';

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
      {isAdding && <AddDialog onClose={() => setIsAdding(false)} />}
    </section>
  );
}

function FeedRow({ feed }: { feed: Feed }): ReactNode {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const formats = useFormats();
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
        </p>
        {feed.lastError !== null && <p className="mt-1 text-sm text-pretty text-danger">{feed.lastError}</p>}
      </div>
      <div className="flex gap-2">
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
    </div>
  );
}

const intervals = [
  { value: '60', label: 'Every hour' },
  { value: '360', label: 'Every six hours' },
  { value: '1440', label: 'Every day' },
  { value: '10080', label: 'Every week' },
];

function AddDialog({ onClose }: { onClose: () => void }): ReactNode {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [everyMinutes, setEveryMinutes] = useState('1440');
  const [isFull, setIsFull] = useState(true);
  const add = useMutation(
    trpc.feeds.create.mutationOptions({
      onSuccess: onClose,
      onSettled: () => void cache.invalidateQueries(trpc.feeds.pathFilter()),
    }),
  );
  const problem = add.error === null ? null : readProblem(add.error);
  const fieldError = (path: string): { error: string } | object => {
    const found = problem?.fields.find((field) => field.path === path);
    return found === undefined ? {} : { error: found.message };
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Add a feed"
      description="It is fetched at once, then by the clock."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate({ name: name.trim(), url: url.trim(), everyMinutes: Number(everyMinutes), isFull });
        }}
      >
        <Field label="Name" hint="Also the name of the source of its postings." {...fieldError('name')}>
          <Input value={name} required maxLength={100} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="Address" {...fieldError('url')}>
          <Input
            type="url"
            value={url}
            required
            placeholder="https://"
            onChange={(event) => setUrl(event.target.value)}
          />
        </Field>
        <Field label="How often">
          <Select options={intervals} value={everyMinutes} onValueChange={setEveryMinutes} />
        </Field>
        <Checkbox
          label="It holds everything the source has: close what it lacks, unless that is over a fifth"
          isChecked={isFull}
          onChange={setIsFull}
        />
        {problem !== null && problem.fields.length === 0 && (
          <Notice tone="danger">{sentenceOf(problem)}</Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isBusy={add.isPending}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
