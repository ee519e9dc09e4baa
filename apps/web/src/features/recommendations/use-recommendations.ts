import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useMemo } from 'react';

import type { ListInfo, RecommendationItem, RecommendationPage } from '@access/contracts/recommendations';

import { useTRPC } from '../../lib/trpc.ts';
import { useIsPersonalListAwaited } from './awaited-list.ts';
import { itemsOf } from './list-cache.ts';

export interface Recommendations {
  items: RecommendationItem[];
  list: ListInfo | null;
  /** Whether there is a list, the first one is being made, or the person wants none. */
  status: RecommendationPage['status'];
  isLoading: boolean;
  error: unknown;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

/** The person's ranked list; it follows by push whenever a newer one is stored. */
export function useRecommendations(): Recommendations {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isPersonalAwaited = useIsPersonalListAwaited();
  const statusOf = (page: RecommendationPage | undefined): RecommendationPage['status'] =>
    page === undefined || (isPersonalAwaited && page.list?.isPersonal === false) ? 'preparing' : page.status;
  const query = useInfiniteQuery(
    trpc.recommendations.list.infiniteQueryOptions(
      { limit: 20 },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        // The list takes about a second after sign-up and after a résumé; its push may come before this page listens.
        refetchInterval: (state) => (statusOf(state.state.data?.pages[0]) === 'preparing' ? 1_000 : false),
      },
    ),
  );
  useSubscription(
    trpc.recommendations.onListUpdate.subscriptionOptions(undefined, {
      onData: () => {
        void queryClient.invalidateQueries({ queryKey: trpc.recommendations.list.infiniteQueryKey() });
      },
    }),
  );
  const items = useMemo(() => itemsOf(query.data), [query.data]);
  return {
    items,
    list: query.data?.pages[0]?.list ?? null,
    status: statusOf(query.data?.pages[0]),
    isLoading: query.isPending,
    error: query.data === undefined ? query.error : null,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}
