import { z } from 'zod';

import { CompanySize } from './enums.ts';
import { CompanyId } from './ids.ts';
import { PageInput } from './pages.ts';
import { boundedText, optionalText, WebUrl } from './text.ts';

export const CompanyRef = z.object({
  id: CompanyId,
  name: z.string(),
  slug: z.string(),
  logoUrl: z.string().nullable(),
});
export type CompanyRef = z.infer<typeof CompanyRef>;

export const Company = CompanyRef.extend({
  description: z.string().nullable(),
  website: z.string().nullable(),
  industry: z.string().nullable(),
  size: CompanySize.nullable(),
  location: z.string().nullable(),
  activeJobs: z.int().min(0),
});
export type Company = z.infer<typeof Company>;

export const CompanyListInput = PageInput.extend({ q: boundedText(1, 100).optional() });
export type CompanyListInput = z.infer<typeof CompanyListInput>;

export const CompanyInput = z.object({
  name: boundedText(1, 200),
  description: optionalText(10_000).default(null),
  website: WebUrl.nullable().default(null),
  industry: optionalText(100).default(null),
  size: CompanySize.nullable().default(null),
  location: optionalText(200).default(null),
});
export type CompanyInput = z.infer<typeof CompanyInput>;
export const CompanyUpdate = CompanyInput.partial().extend({ id: CompanyId });
export type CompanyUpdate = z.infer<typeof CompanyUpdate>;
export const CompanyIdInput = z.object({ id: CompanyId });
