import type { QueryClient, QueryKey } from '@tanstack/react-query';

import type { BrowserSession } from '@access/contracts/auth';

/**
 * Puts another person, or nobody, in the place of who was signed in, and drops everything else the cache held for them.
 * The session's own entry stays in the cache, since the pages on screen watch it: were it removed, they would go on
 * showing who was there before.
 */
export function replaceSession(queryClient: QueryClient, key: QueryKey, session: BrowserSession): void {
  queryClient.setQueryData(key, session);
  const kept = queryClient.getQueryCache().find({ queryKey: key });
  queryClient.removeQueries({ predicate: (query) => query !== kept });
  queryClient.getMutationCache().clear();
}
