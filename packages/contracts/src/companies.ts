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

const CompanyFields = z.object({
  name: boundedText(1, 200),
  description: optionalText(10_000),
  website: WebUrl.nullable(),
  industry: optionalText(100),
  size: CompanySize.nullable(),
  location: optionalText(200),
});

export const CompanyInput = CompanyFields.extend({
  description: CompanyFields.shape.description.default(null),
  website: CompanyFields.shape.website.default(null),
  industry: CompanyFields.shape.industry.default(null),
  size: CompanyFields.shape.size.default(null),
  location: CompanyFields.shape.location.default(null),
});
export type CompanyInput = z.infer<typeof CompanyInput>;
/** Fields left out stay as they are; null empties one. */
export const CompanyUpdate = CompanyFields.partial().extend({ id: CompanyId });
export type CompanyUpdate = z.infer<typeof CompanyUpdate>;
export const CompanyIdInput = z.object({ id: CompanyId });
