import type { JobStatus } from '@access/contracts/enums';

import { statusNamed } from './job-statuses.ts';

/** What the address of the admin's job list holds. */
export interface AdminJobsUrl {
  q?: string;
  status?: JobStatus;
}

const wordsFrom = (value: unknown): string | undefined => {
  const words = typeof value === 'string' ? value.trim().slice(0, 100) : '';
  return words === '' ? undefined : words;
};

/** Reads the address; a part that makes no sense is dropped. */
export function adminJobsFromUrl(search: Record<string, unknown>): AdminJobsUrl {
  const q = wordsFrom(search['q']);
  const status = statusNamed(search['status']);
  return { ...(q === undefined ? {} : { q }), ...(status === undefined ? {} : { status }) };
}

export function adminCompaniesFromUrl(search: Record<string, unknown>): { q?: string } {
  const q = wordsFrom(search['q']);
  return q === undefined ? {} : { q };
}
