import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

import type { BrowserSession } from '@access/contracts/auth';

import { useTRPC } from '../../lib/trpc.ts';
import { replaceSession } from './replace-session.ts';

/** Takes a new sign-in over: what the cache held for somebody else, or for nobody, is dropped. */
export function useEnter(): (session: BrowserSession) => void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useCallback(
    (session) => replaceSession(queryClient, trpc.session.current.queryKey(), session),
    [trpc, queryClient],
  );
}
