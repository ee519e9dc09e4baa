import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

import { MatchBadge } from '@access/ui/match-badge';
import { Skeleton } from '@access/ui/skeleton';

import { useTRPC } from '../../lib/trpc.ts';
import { useSession } from '../auth/use-session.ts';
import { CounterfactualList } from '../recommendations/counterfactual-list.tsx';
import { WhyPanel } from '../recommendations/why-panel.tsx';

/** How this job fits the signed-in person, with the reasons on demand; nothing for visitors or after opting out. */
export function JobMatch({ jobId }: { jobId: string }): ReactNode {
  const trpc = useTRPC();
  const { user } = useSession();
  const isSeeker = user?.userType === 'job_seeker';
  const profile = useQuery({ ...trpc.profile.get.queryOptions(), enabled: isSeeker });
  // Off means off: who has switched recommendations off is not matched on any page.
  const isOptedOut = profile.data?.profile.profilingOptOut;
  const match = useQuery({
    ...trpc.recommendations.explain.queryOptions({ jobId }, { staleTime: 60_000 }),
    enabled: isSeeker && isOptedOut === false,
  });
  if (!isSeeker || isOptedOut === true) return null;
  if (match.isPending && !profile.isError) return <Skeleton height={62} />;
  // The posting is whole without it: a match that cannot be computed must not stand in the way of reading.
  if (match.data === undefined) {
    return <p className="text-sm text-muted">Your match with this job is not available right now.</p>;
  }
  const { band, explanation, score, modelVersion, blockedBy, counterfactuals } = match.data;
  return (
    <section aria-label="Your match" className="rounded-lg border">
      {blockedBy.length > 0 && (
        <div className="rounded-t-lg border-b bg-minus-soft px-4 py-2.5 text-sm">
          <p className="font-medium">Not in your list</p>
          <ul>
            {blockedBy.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          <CounterfactualList items={counterfactuals} />
        </div>
      )}
      <details className="group/match">
        <summary className="flex list-none items-center gap-3 rounded-lg px-4 py-3 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <span className="min-w-0 flex-1">
            <MatchBadge level={band} />
            <span className="block text-base text-pretty text-muted">{explanation.sentence}</span>
          </span>
          <span className="flex shrink-0 items-center gap-1 text-base font-medium text-accent-text">
            Why
            <ChevronDown
              aria-hidden="true"
              className="size-4 transition-transform duration-100 group-open/match:rotate-180"
            />
          </span>
        </summary>
        <div className="px-4 pt-1 pb-4">
          <WhyPanel explanation={explanation} score={score} modelVersion={modelVersion} />
          {blockedBy.length === 0 && <CounterfactualList items={counterfactuals} />}
        </div>
      </details>
    </section>
  );
}
