import type { ReactNode } from 'react';

import { Loading, Skeleton } from '@access/ui/skeleton';

/** The shape of the list while it loads, or while the first one is made. */
export function ForYouSkeleton({ isFirstList }: { isFirstList: boolean }): ReactNode {
  return (
    <div className="mx-auto w-full max-w-[1240px] px-4 py-6 sm:px-6 lg:py-8">
      <h1 className="text-xl font-semibold tracking-tight">For you</h1>
      <p className="mb-5 text-sm text-muted">
        {isFirstList ? 'Making your first list. This takes a second or two.' : 'Loading your list'}
      </p>
      <Loading label={isFirstList ? 'Making your first list' : 'Loading your list'}>
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
          <div className="flex flex-col gap-3">
            {Array.from({ length: 5 }, (_, index) => (
              <div key={index} className="rounded-xl border bg-surface p-4">
                <div className="flex gap-3">
                  <Skeleton width="40px" height={40} />
                  <div className="flex flex-1 flex-col gap-2">
                    <Skeleton width={`${70 - (index % 3) * 12}%`} height={18} />
                    <Skeleton width="55%" />
                    <Skeleton width="40%" />
                  </div>
                </div>
                <div className="mt-4">
                  <Skeleton width="85%" />
                </div>
                <div className="mt-4">
                  <Skeleton width="90px" height={20} />
                </div>
              </div>
            ))}
          </div>
          <div className="flex flex-col gap-4 rounded-xl border bg-surface p-6 max-lg:hidden">
            <Skeleton width="60%" height={24} />
            <Skeleton width="45%" />
            <Skeleton width="200px" height={36} />
            {Array.from({ length: 6 }, (_, index) => (
              <Skeleton key={index} height={32} />
            ))}
          </div>
        </div>
      </Loading>
    </div>
  );
}
