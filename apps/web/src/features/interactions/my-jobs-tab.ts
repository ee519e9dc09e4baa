import type { MyJobsState } from '@access/contracts/recommendations';

import { keysOf } from '../../lib/labels.ts';

/** The tabs of /saved in their order. */
export const myJobsTabs: Record<MyJobsState, string> = {
  bookmarked: 'Bookmarked',
  liked: 'Liked',
  applied: 'Applied',
  viewed: 'Viewed',
  dismissed: 'Dismissed',
};

/** Reads the tab from the address. */
export function myJobsTabFromUrl(search: Record<string, unknown>): { tab?: MyJobsState } {
  const tab = keysOf(myJobsTabs).find((candidate) => candidate === search['tab']);
  return tab === undefined ? {} : { tab };
}
