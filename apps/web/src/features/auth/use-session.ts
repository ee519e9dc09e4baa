import { useQuery } from '@tanstack/react-query';

import type { User } from '@access/contracts/auth';

import { useTRPC } from '../../lib/trpc.ts';

/** Who is signed in in this browser; `user` is null while that is being asked and when nobody is. */
export function useSession(): { user: User | null; isLoading: boolean } {
  const trpc = useTRPC();
  const session = useQuery(trpc.session.current.queryOptions(undefined, { staleTime: 300_000 }));
  return { user: session.data?.user ?? null, isLoading: session.isPending };
}
