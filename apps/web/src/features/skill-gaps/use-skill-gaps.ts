import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../../lib/trpc.ts';

/** What the person lacks for a title; null is the recommended jobs. */
export function useSkillGaps(title: string | null, isEnabled: boolean) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.recommendations.skillGaps.queryOptions(title === null ? {} : { targetTitle: title }, {
      staleTime: 60_000,
      refetchInterval: (state) => (state.state.data?.status === 'preparing' ? 1_500 : false),
    }),
    enabled: isEnabled,
  });
}
