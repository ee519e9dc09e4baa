import { CompanyId, SkillId } from '@access/contracts/ids';
import type { JobFacets } from '@access/contracts/jobs';
import type { Db } from '@access/db';

import type { Dimension } from './conditions.repository.ts';
import { COUNTED_AGES, type Counts } from './counts.repository.ts';
import { countryCode, enumValue, payBucket, payBucketStart, type EnumFacet } from './facet-tokens.ts';
import { companiesByNumber, skillsByNumber, type Named } from './lookups.repository.ts';

/** Each dimension's counts, taken where its own filter is left out. */
export type CountsOf = (dimension: Dimension) => Counts;

const COUNTRIES = 20;
/** Two 8 % buckets are one bar: some 20 from 20,000 to 400,000. */
const BUCKETS_A_BAR = 2;

interface FacetContext {
  readonly db: Db;
  readonly relation: JobFacets['relation'];
  readonly currency: string;
  /** One unit of the currency in US dollars. */
  readonly usdRate: number;
}

/** Numbers of the database as values people know. */
export async function toFacets(
  countsOf: CountsOf,
  { db, relation, currency, usdRate }: FacetContext,
): Promise<JobFacets> {
  const companies = countsOf('company').companies ?? [];
  const skills = countsOf('skills').skills ?? [];
  const [companyRows, skillRows] = await Promise.all([
    companiesByNumber(
      db,
      companies.map(([number]) => number),
    ),
    skillsByNumber(
      db,
      skills.map(([number]) => number),
    ),
  ]);
  const enumCounts = <Kind extends EnumFacet>(kind: Kind, shift: number, bits: number) =>
    tally(countsOf(kind).traits ?? [], (traits) => (traits >> shift) & (2 ** bits - 1)).flatMap(
      ([number, count]) => {
        const value = enumValue(kind, number);
        return value === undefined ? [] : [{ value, count }];
      },
    );
  return {
    relation,
    jobType: enumCounts('jobType', 0, 3),
    experienceLevel: enumCounts('experienceLevel', 3, 3),
    remoteOption: enumCounts('remoteOption', 6, 2),
    country: tally(countsOf('country').traits ?? [], (traits) => traits >> 8)
      .filter(([number]) => number > 0)
      .slice(0, COUNTRIES)
      .map(([number, count]) => ({ value: countryCode(number), count })),
    company: named(companies, companyRows).map(({ id, ...rest }) => ({ id: CompanyId.parse(id), ...rest })),
    skills: named(skills, skillRows).map(({ id, ...rest }) => ({ id: SkillId.parse(id), ...rest })),
    postedWithinDays: COUNTED_AGES.map((days, index) => ({
      value: days,
      count: sum((countsOf('postedWithinDays').ages ?? []).filter(([younger]) => younger > index)),
    })).toReversed(),
    salary: { currency, ...histogram(countsOf('salary').pay ?? [], usdRate) },
  };
}

type Pairs = ReadonlyArray<readonly [number, number]>;

/** Counts by what a number holds, most frequent first. */
function tally(pairs: Pairs, valueOf: (number: number) => number): Array<[number, number]> {
  const counts = new Map<number, number>();
  for (const [number, count] of pairs) {
    const value = valueOf(number);
    counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return [...counts].toSorted(([a, m], [b, n]) => n - m || a - b);
}

function named(pairs: Pairs, rows: readonly Named[]) {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return pairs.flatMap(([number, count]) => {
    const row = byNumber.get(number);
    return row === undefined ? [] : [{ id: row.id, name: row.name, slug: row.slug, count }];
  });
}

/** Bars from the lowest to the highest pay, those without jobs between them included. */
function histogram(pairs: Pairs, usdRate: number): Pick<JobFacets['salary'], 'buckets' | 'unknown'> {
  const known = pairs.filter(([thousands]) => thousands >= 0);
  const unknown = sum(pairs) - sum(known);
  if (known.length === 0) return { buckets: [], unknown };
  const bars = new Map(
    tally(known, (thousands) => Math.floor(payBucket((thousands + 0.5) * 1_000) / BUCKETS_A_BAR)),
  );
  const first = Math.min(...bars.keys());
  const last = Math.max(...bars.keys());
  const start = (bar: number): number => Math.round(payBucketStart(bar * BUCKETS_A_BAR) / usdRate);
  const buckets = Array.from({ length: last - first + 1 }, (_, index) => ({
    from: start(first + index),
    to: start(first + index + 1),
    count: bars.get(first + index) ?? 0,
  }));
  return { buckets, unknown };
}

const sum = (pairs: Pairs): number => pairs.reduce((total, [, count]) => total + count, 0);
