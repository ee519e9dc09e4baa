import type { JobStatus } from '@access/contracts/enums';
import type { BadgeTone } from '@access/ui/badge';

export const statusLabels: Record<JobStatus, string> = {
  draft: 'Draft',
  pending: 'Waits for a decision',
  active: 'Open',
  rejected: 'Refused',
  expired: 'Expired',
  closed: 'Closed',
};

export const statusTones: Record<JobStatus, BadgeTone> = {
  draft: 'outline',
  pending: 'minus',
  active: 'accent',
  rejected: 'danger',
  expired: 'neutral',
  closed: 'neutral',
};

/** A state of the address or the audit log by its name; undefined for anything else. */
export const statusNamed = (name: unknown): JobStatus | undefined =>
  Object.keys(statusLabels).find((key): key is JobStatus => key === name);
