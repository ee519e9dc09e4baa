import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { TRPCClient } from '@trpc/client';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';

import type { AppRouter } from '@access/api';
import { ToastProvider } from '@access/ui/toast';
import { TooltipProvider } from '@access/ui/tooltip';

import { useSession } from '../features/auth/use-session.ts';
import { PendingResumeProvider } from '../features/resumes/pending-resume.tsx';
import { createFormats, FormatsContext } from '../lib/formats.ts';
import { readProblem } from '../lib/problem.ts';
import { followSystemTheme } from '../lib/theme.ts';
import { TRPCProvider } from '../lib/trpc.ts';

// What will not change by asking again at once is not asked again.
const isWorthRetrying = (failures: number, error: unknown): boolean => {
  const { code } = readProblem(error);
  return failures < 2 && (code === 'offline' || code === 'unknown' || code === 'internal' || code === 'busy');
};

/** The cache of what the server said: fresh for 30 seconds, re-read when the window is looked at again. */
export function createQueryClient(onUnauthenticated: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (readProblem(error).code === 'unauthenticated') onUnauthenticated();
      },
    }),
    defaultOptions: { queries: { staleTime: 30_000, retry: isWorthRetrying } },
  });
}

export interface ProvidersProps {
  apiClient: TRPCClient<AppRouter>;
  children: ReactNode;
}

/** Everything that pages take from above: API, cache, formats, messages, the résumé held until sign-up. */
export function Providers({ apiClient, children }: ProvidersProps): ReactNode {
  const [queryClient] = useState(() => {
    // A sign-in that ended elsewhere shows up as a refused query: ask who is signed in again, once.
    const client: QueryClient = createQueryClient(() => {
      void client.invalidateQueries({ queryKey: [['session', 'current']] });
    });
    return client;
  });
  useEffect(() => followSystemTheme(localStorage), []);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={apiClient} queryClient={queryClient}>
        <PersonalFormats>
          <TooltipProvider>
            <ToastProvider>
              <PendingResumeProvider>{children}</PendingResumeProvider>
            </ToastProvider>
          </TooltipProvider>
        </PersonalFormats>
      </TRPCProvider>
    </QueryClientProvider>
  );
}

function PersonalFormats({ children }: { children: ReactNode }): ReactNode {
  const { user } = useSession();
  const formats = useMemo(
    () => createFormats(user?.locale ?? navigator.language, user?.timeZone, Date.now),
    [user?.locale, user?.timeZone],
  );
  return <FormatsContext value={formats}>{children}</FormatsContext>;
}
