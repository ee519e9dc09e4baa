import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { RecommendationItem } from '@access/contracts/recommendations';
import { Avatar } from '@access/ui/avatar';
import { MatchBadge } from '@access/ui/match-badge';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { ErrorState } from '@access/ui/states';
import { Tabs } from '@access/ui/tabs';

import { useFormats } from '../../lib/formats.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { JobActions } from '../jobs/job-actions.tsx';
import { CompanyLink, placeOf } from '../jobs/job-facts.tsx';
import { PostingText } from '../jobs/posting-text.tsx';
import { useDwell } from '../jobs/use-dwell.ts';
import { CounterfactualList } from './counterfactual-list.tsx';
import { WhyPanel } from './why-panel.tsx';

const tabs = [
  { value: 'why', label: 'Why this job' },
  { value: 'posting', label: 'Posting' },
] as const;

/** The chosen job beside the list: actions, the reasons, and the posting itself. */
export function RecommendationDetail(props: { item: RecommendationItem; onDismiss: () => void }): ReactNode {
  const { item, onDismiss } = props;
  const formats = useFormats();
  const pay = formats.pay(item.job);
  return (
    <div>
      <div className="flex gap-4">
        <Avatar name={item.job.company.name} imageUrl={item.job.company.logoUrl} size={48} />
        <div className="min-w-0">
          <h2 className="text-lg leading-snug font-semibold tracking-tight text-pretty">
            <Link
              to="/jobs/$jobId"
              params={{ jobId: item.job.id }}
              search={{ list: item.listId }}
              className="hover:underline hover:underline-offset-2"
            >
              {item.job.title}
            </Link>
          </h2>
          <p className="mt-0.5 text-pretty text-muted">
            <CompanyLink company={item.job.company} /> · {placeOf(item.job)}
          </p>
          {pay !== null && <p className="font-medium tabular-nums">{pay}</p>}
        </div>
      </div>
      <DetailActions item={item} onDismiss={onDismiss} />
      <DetailTabs item={item} />
    </div>
  );
}

/** Apply and the marks; the posting is read for the link to apply. */
export function DetailActions(props: { item: RecommendationItem; onDismiss: () => void }): ReactNode {
  const trpc = useTRPC();
  const posting = useQuery(trpc.jobs.get.queryOptions({ id: props.item.job.id }, { staleTime: 300_000 }));
  return (
    <div className="mt-4 flex min-h-9 items-center">
      {posting.data !== undefined && (
        <JobActions
          job={posting.data}
          source={{ source: 'recommendation', listId: props.item.listId }}
          onDismiss={props.onDismiss}
        />
      )}
    </div>
  );
}

/** The reasons first, the posting one press away; reading it counts as a view. */
export function DetailTabs({ item }: { item: RecommendationItem }): ReactNode {
  const [tab, setTab] = useState<string>('why');
  return (
    <div className="mt-3">
      <Tabs label="About this job" items={tabs} value={tab} onChange={setTab}>
        <div className="pt-4">
          {tab === 'why' ? (
            <>
              <div className="mb-4">
                <MatchBadge level={item.band} />
                <p className="mt-1 text-base text-pretty">{item.explanation.sentence}</p>
              </div>
              <WhyPanel explanation={item.explanation} score={item.score} modelVersion={item.modelVersion} />
              <WouldChange jobId={item.job.id} />
            </>
          ) : (
            <Posting item={item} />
          )}
        </div>
      </Tabs>
    </div>
  );
}

/** Asked for when the reasons are open; the reasons are whole without it. */
function WouldChange({ jobId }: { jobId: string }): ReactNode {
  const trpc = useTRPC();
  const why = useQuery(trpc.recommendations.explain.queryOptions({ jobId }, { staleTime: 60_000 }));
  return <CounterfactualList items={why.data?.counterfactuals ?? []} />;
}

function Posting({ item }: { item: RecommendationItem }): ReactNode {
  const trpc = useTRPC();
  const posting = useQuery(trpc.jobs.get.queryOptions({ id: item.job.id }, { staleTime: 300_000 }));
  useDwell(item.job.id, item.listId);
  if (posting.data !== undefined) return <PostingText job={posting.data} heading="h3" />;
  if (posting.error !== null) {
    return (
      <ErrorState
        title="The posting could not be read"
        detail={sentenceOf(readProblem(posting.error))}
        onRetry={() => void posting.refetch()}
      />
    );
  }
  return (
    <Loading label="Loading the posting">
      <div className="flex flex-col gap-2.5">
        <Skeleton />
        <Skeleton width="94%" />
        <Skeleton width="88%" />
        <Skeleton width="40%" />
      </div>
    </Loading>
  );
}
