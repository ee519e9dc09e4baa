import type { ReactNode } from 'react';

import { Button } from './button.tsx';

export interface LoadMoreProps {
  hasMore: boolean;
  isLoading: boolean;
  onLoad: () => void;
  /** Said when the end is reached. */
  endText: string;
}

/** Fetches the next page of a list on request, and says where it ends. */
export function LoadMore({ hasMore, isLoading, onLoad, endText }: LoadMoreProps): ReactNode {
  return (
    <div className="flex justify-center py-6">
      {hasMore ? (
        <Button onClick={onLoad} isBusy={isLoading}>
          Load more
        </Button>
      ) : (
        <p className="text-sm text-faint">{endText}</p>
      )}
    </div>
  );
}
