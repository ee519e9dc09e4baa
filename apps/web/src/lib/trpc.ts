import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import type { TRPCClient } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';

import type { AppRouter } from '@access/api';

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

/** Typed calls to the API of the same origin: batches of at most 20, the way the server takes them; pushes over SSE. */
export function createApiClient(): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url: '/trpc' }),
        false: httpBatchLink({
          url: '/trpc',
          maxItems: 20,
          maxURLLength: 4_000,
        }),
      }),
    ],
  });
}
