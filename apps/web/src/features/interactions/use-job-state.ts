import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';

import type { JobState } from '@access/contracts/recommendations';

import { useTRPC } from '../../lib/trpc.ts';
import { useSession } from '../auth/use-session.ts';

/** What the signed-in person did with a job; asked for nobody else, and not while `isWanted` is false. */
export function useJobState(jobId: string, isWanted = true): Pick<UseQueryResult<JobState>, 'data'> {
  const trpc = useTRPC();
  const { user } = useSession();
  return useQuery({
    ...trpc.myJobs.state.queryOptions({ jobId }, { staleTime: 60_000 }),
    enabled: isWanted && user?.userType === 'job_seeker',
  });
}
