import { sql } from 'kysely';
import { z } from 'zod';

import type { Db } from '@access/db';

import { candidates, partMatches, type Part } from './candidates.repository.ts';
import type { Dimension } from './conditions.repository.ts';
import { partSizes } from './counts.repository.ts';
import { dayFraction, payBucket } from './facet-tokens.ts';
import type { Quantiles } from './plan-windows.ts';
import type { ResolvedFilter } from './resolve-filter.ts';

interface Plan {
  readonly 'Plan Rows': number;
  readonly Plans?: readonly Plan[] | undefined;
}
const Plan: z.ZodType<Plan> = z.lazy(() =>
  z.object({ 'Plan Rows': z.number(), Plans: z.array(Plan).optional() }),
);
const Explained = z.tuple([z.object({ Plan })]);

/** How many jobs each part has that those before it have not, counted as far as the parts' ranges go. */
export async function countParts(
  db: Db,
  filter: ResolvedFilter,
  { parts, except }: { parts: readonly Part[]; except?: Dimension | undefined },
): Promise<readonly number[]> {
  const { rows } = await sql<{ found: readonly number[] }>`
    with ${candidates(filter, { parts, asOf: null, except })}, listed as materialized (select part from found)
    select ${partSizes(parts)} as found`.execute(db);
  return rows[0]?.found ?? [];
}

/**
 * How many jobs each part has, as the planner sees it from the frequencies of stems and properties that ANALYZE gathered. Nothing is
 * executed; half a millisecond.
 */
export async function estimateParts(
  db: Db,
  filter: ResolvedFilter,
  { parts, except }: { parts: readonly Part[]; except?: Dimension | undefined },
): Promise<number[]> {
  const selects = parts.map(
    (part) => sql`select 1 from job_search s where ${partMatches(filter, part, except)}`,
  );
  const { rows } = await sql<{
    'QUERY PLAN': unknown;
  }>`explain (format json) ${sql.join(selects, sql` union all `)}`.execute(db);
  const [{ Plan: plan }] = Explained.parse(Object.values(rows[0] ?? {})[0]);
  if (parts.length === 1) return [plan['Plan Rows']];
  return parts.map((_, index) => plan.Plans?.[index]?.['Plan Rows'] ?? 1);
}

/** How dates and pay are spread, as days of {@link dayFraction} and buckets of {@link payBucket}; empty before the first ANALYZE. */
export async function readQuantiles(db: Db): Promise<{ day: Quantiles; pay: Quantiles }> {
  const { rows } = await sql<{ days: readonly Date[] | null; pays: readonly number[] | null }>`
    select (select histogram_bounds::text::timestamptz[] from pg_stats where schemaname = 'public' and tablename = 'job_search' and attname = 'posted_at') as days,
      (select histogram_bounds::text::integer[] from pg_stats where schemaname = 'public' and tablename = 'job_search' and attname = 'pay_max') as pays`.execute(
    db,
  );
  return { day: (rows[0]?.days ?? []).map(dayFraction), pay: (rows[0]?.pays ?? []).map(payBucket) };
}
