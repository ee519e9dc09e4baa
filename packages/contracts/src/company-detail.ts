import { z } from 'zod';

import { Company } from './companies.ts';
import { CompanyId } from './ids.ts';
import { JobPage } from './jobs.ts';

/** A company with the first page of its open jobs, newest first; `jobs.nextCursor` goes on with GET /jobs?companyId=. */
export const CompanyDetail = Company.extend({ jobs: JobPage });
export type CompanyDetail = z.infer<typeof CompanyDetail>;

/** The company's part of an address. */
export const CompanySlug = z
  .string()
  .max(300)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'Expected the id or the slug of a company');
export type CompanySlug = z.infer<typeof CompanySlug>;

/** By id, or by slug as in the address of the company's page. */
export const CompanyKeyInput = z.object({ id: z.union([CompanyId, CompanySlug]) });
export type CompanyKeyInput = z.infer<typeof CompanyKeyInput>;

/** Largest logo taken, in bytes. */
export const LOGO_MAX_BYTES = 1024 * 1024;
/** Longest side of a logo, in pixels. */
export const LOGO_MAX_PIXELS = 4_096;

export const CompanyLogoInput = z.object({ id: CompanyId, file: z.file() });
export type CompanyLogoInput = z.infer<typeof CompanyLogoInput>;
