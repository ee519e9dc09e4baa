import { skipToken, useQuery } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const key = ['awaited-list'];
/** Making a list takes a second; after this many milliseconds what is there is better than waiting. */
const PATIENCE_MS = 6_000;

/** The profile was just filled: a list made of popular jobs, from before, is not worth showing any more. */
export function awaitPersonalList(queryClient: QueryClient): void {
  queryClient.setQueryData(key, Date.now() + PATIENCE_MS);
}

/** Whether a personal list was promised a moment ago. */
export function useIsPersonalListAwaited(): boolean {
  const { data: until = 0 } = useQuery<number>({ queryKey: key, queryFn: skipToken });
  const [isOver, setIsOver] = useState(() => Date.now() >= until);
  useEffect(() => {
    const timer = setTimeout(() => setIsOver(true), Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  return !isOver;
}
