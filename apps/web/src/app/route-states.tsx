import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { Loading, Skeleton } from '@access/ui/skeleton';
import { ErrorState } from '@access/ui/states';

/** Shown while a page's own file arrives. */
export function PagePending(): ReactNode {
  return (
    <Page>
      <Loading label="Loading the page">
        <div className="flex flex-col gap-4 pt-2">
          <Skeleton width="220px" height={28} />
          <Skeleton width="60%" />
          <Skeleton width="52%" />
        </div>
      </Loading>
    </Page>
  );
}

/** A page broke: the shell stays, and the page can be tried again. */
export function PageError({ reset }: { reset: () => void }): ReactNode {
  const router = useRouter();
  return (
    <ErrorState
      isPage
      title="This page could not be shown"
      detail="Something in it failed. Trying again often helps; your data is safe."
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}

/** The reading column of pages that are not lists. */
export function Page({ children, width = 'md' }: { children: ReactNode; width?: 'sm' | 'md' }): ReactNode {
  const max = width === 'sm' ? 'max-w-md' : 'max-w-3xl';
  return <div className={`mx-auto w-full px-4 py-6 sm:px-6 lg:py-8 ${max}`}>{children}</div>;
}
