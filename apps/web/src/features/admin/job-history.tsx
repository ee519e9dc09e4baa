import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import type { JobChange } from '@access/contracts/moderation';
import { Button } from '@access/ui/button';
import { Section } from '@access/ui/card';
import { Skeleton } from '@access/ui/skeleton';
import { ErrorState } from '@access/ui/states';

import { useFormats } from '../../lib/formats.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { statusLabels, statusNamed } from './job-statuses.ts';

/** Who did what to a job, from the audit log. */
export function JobHistory({ jobId }: { jobId: string }): ReactNode {
  const trpc = useTRPC();
  const formats = useFormats();
  const query = useInfiniteQuery(
    trpc.moderation.history.infiniteQueryOptions(
      { id: jobId, limit: 10 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const changes = query.data?.pages.flatMap((page) => page.items);
  return (
    <Section title="History">
      {query.isPending && <Skeleton height={60} />}
      {query.isError && (
        <ErrorState
          title="The history could not be loaded"
          detail={sentenceOf(readProblem(query.error))}
          onRetry={() => void query.refetch()}
        />
      )}
      {changes?.length === 0 && (
        <p className="text-base text-muted">Nobody has changed it by hand: it is as it was imported.</p>
      )}
      {changes !== undefined && changes.length > 0 && (
        <ol className="flex flex-col gap-3">
          {changes.map((change) => (
            <li key={`${change.at} ${change.action}`} className="text-base">
              <p>
                <span className="font-medium">{sentenceFor(change)}</span>{' '}
                <time dateTime={change.at} title={formats.day(change.at)} className="text-sm text-muted">
                  {formats.ago(change.at)}
                </time>
              </p>
              <p className="text-sm text-muted">
                {change.by ?? 'The system, or somebody who is gone'}
                {change.apiKey !== null && `, with the key “${change.apiKey}”`}
              </p>
              {change.reason !== null && <p className="text-sm text-muted">Reason: {change.reason}</p>}
            </li>
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <div className="mt-3">
          <Button size="sm" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Earlier changes
          </Button>
        </div>
      )}
    </Section>
  );
}

const verbs: Readonly<Record<string, string>> = {
  'jobs.created': 'Posted',
  'jobs.changed': 'Changed',
  'jobs.approved': 'Approved',
  'jobs.rejected': 'Refused',
  'jobs.closed': 'Closed',
};

/** What was done, and the states it led between where they differ. */
function sentenceFor({ action, from, to }: JobChange): string {
  const verb = verbs[action] ?? action;
  const [before, after] = [statusNamed(from), statusNamed(to)];
  if (before === undefined || after === undefined || before === after) return verb;
  return `${verb}: ${statusLabels[before].toLowerCase()} → ${statusLabels[after].toLowerCase()}`;
}
