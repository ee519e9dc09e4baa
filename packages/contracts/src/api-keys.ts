import { z } from 'zod';

import { ApiKeyId, CompanyId } from './ids.ts';
import { PageInput, pageOf } from './pages.ts';
import { boundedText, Instant } from './text.ts';

/** What a key may do; never more than its owner. `jobs:write` is granted by an admin, for named companies. */
export const ApiScope = z.enum(['jobs:read', 'jobs:write', 'recommendations:read', 'profile:read']);
export type ApiScope = z.infer<typeof ApiScope>;

export const ApiKey = z.object({
  id: ApiKeyId,
  name: z.string(),
  /** First characters of the key, to tell keys apart. */
  prefix: z.string(),
  scopes: z.array(ApiScope),
  companyIds: z.array(CompanyId),
  /** Requests a minute. */
  rateLimit: z.int().min(1),
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  createdAt: Instant,
});
export type ApiKey = z.infer<typeof ApiKey>;
export const ApiKeyPage = pageOf(ApiKey);
export const ApiKeyListInput = PageInput;

export const ApiKeyInput = z.object({
  name: boundedText(1, 100),
  scopes: z.array(ApiScope).min(1).max(4),
  companyIds: z.array(CompanyId).max(100).default([]),
  rateLimit: z.int().min(1).max(6_000).default(60),
  expiresAt: Instant.nullable().default(null),
});
export type ApiKeyInput = z.infer<typeof ApiKeyInput>;

/** The only answer that ever holds the key itself. */
export const NewApiKey = ApiKey.extend({ key: z.string() });
export type NewApiKey = z.infer<typeof NewApiKey>;
export const ApiKeyIdInput = z.object({ id: ApiKeyId });
