import { z } from 'zod';

import { AlertId } from './ids.ts';
import { JobPage, SearchFilter } from './jobs.ts';
import { PageInput, pageOf } from './pages.ts';
import { boundedText, Instant } from './text.ts';

export const AlertFrequency = z.enum(['immediate', 'daily', 'weekly']);
export type AlertFrequency = z.infer<typeof AlertFrequency>;

const AlertFields = z.object({
  name: boundedText(1, 100),
  /** The filter that search uses: what it finds today and what it would tell of tomorrow agree. */
  filter: SearchFilter,
  frequency: AlertFrequency,
  isActive: z.boolean(),
});
export const AlertInput = AlertFields.extend({
  frequency: AlertFrequency.default('daily'),
  isActive: z.boolean().default(true),
});
export type AlertInput = z.infer<typeof AlertInput>;
/** Fields left out stay as they are; a filter is replaced whole. */
export const AlertUpdate = AlertFields.partial().extend({ id: AlertId });
export type AlertUpdate = z.infer<typeof AlertUpdate>;

/** A saved search. */
export const Alert = AlertFields.extend({
  id: AlertId,
  lastRunAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Alert = z.infer<typeof Alert>;
export const AlertPage = pageOf(Alert);
export const AlertListInput = PageInput;
export const AlertIdInput = z.object({ id: AlertId });
export const AlertPreviewInput = z.object({
  filter: SearchFilter,
  limit: z.int().min(1).max(50).default(10),
});
export type AlertPreviewInput = z.infer<typeof AlertPreviewInput>;
export const AlertPreview = JobPage;
