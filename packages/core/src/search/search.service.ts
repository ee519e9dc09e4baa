import { LRUCache } from 'lru-cache';

import type { JobPage, JobSearchInput, JobSummary } from '@access/contracts/jobs';
import type { Page } from '@access/contracts/pages';
import type { Db } from '@access/db';

import type { PlaceResolver } from '../jobs/index.ts';
import { decodeCursor, encodeCursor, hashFilter, type Position } from './cursor.ts';
import {
  countMatches,
  listByDate,
  listByRelevance,
  listBySalary,
  type Hit,
} from './job-search.repository.ts';
import { resolveFilter, type ResolvedFilter } from './resolve-filter.ts';

export type SearchService = ReturnType<typeof createSearchService>;

/** Totals are counted exactly to here; beyond, the answer says "at least". */
const COUNT_AT_MOST = 10_000;
/** A total may be this old: it saves the broadest count on every page of every visitor. */
const TOTAL_AGE_MS = 5_000;

export function createSearchService({ db, places }: { db: Db; places: PlaceResolver }) {
  const totals = new LRUCache<string, Promise<number>>({ max: 1_000, ttl: TOTAL_AGE_MS });

  const total = async (filter: ResolvedFilter, filterHash: string): Promise<Page<never>['total']> => {
    let counting = totals.get(filterHash);
    if (counting === undefined) {
      counting = countMatches(db, filter, COUNT_AT_MOST);
      totals.set(filterHash, counting);
      counting.catch(() => totals.delete(filterHash));
    }
    const count = await counting;
    return count > COUNT_AT_MOST
      ? { value: COUNT_AT_MOST, relation: 'gte' }
      : { value: count, relation: 'eq' };
  };

  return {
    /**
     * Open jobs that pass the filter. By date and salary every match is reached; by relevance the 2,000 newest of them. Without words to
     * search for, relevance means date. Pages neither skip nor repeat while jobs come in. The total may be five seconds old.
     */
    async jobs({ limit, cursor, sort, ...filter }: JobSearchInput): Promise<JobPage> {
      const filterHash = hashFilter({ ...filter, sort });
      const position = cursor === undefined ? null : decodeCursor(cursor, filterHash);
      const resolved = await resolveFilter(db, places, filter);
      const query = { filter: resolved, limit: limit + 1 };
      const [found, count] = await Promise.all([
        find(db, { ...query, sort, position }),
        total(resolved, hashFilter(filter)),
      ]);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((hit) => hit.job),
        nextCursor:
          found.length > limit && last !== undefined ? encodeCursor(last.position, filterHash) : null,
        total: count,
      };
    },
  };
}

interface Found {
  readonly job: JobSummary;
  readonly position: Position;
}

interface FindQuery {
  readonly filter: ResolvedFilter;
  readonly limit: number;
  readonly sort: JobSearchInput['sort'];
  readonly position: Position | null;
}

async function find(db: Db, { filter, limit, sort, position }: FindQuery): Promise<Found[]> {
  if (sort === 'salary') {
    const after = position?.sort === 'salary' ? position : null;
    return (await listBySalary(db, { filter, limit, after })).map((hit) =>
      toFound(hit, { sort, ...at(hit) }),
    );
  }
  const { q, tsquery } = filter;
  if (sort === 'relevance' && q !== undefined && tsquery !== undefined) {
    const after = position?.sort === 'relevance' ? position : null;
    const hits = await listByRelevance(db, {
      filter: { ...filter, q, tsquery },
      limit,
      asOf: after?.asOf ?? null,
      after,
    });
    return hits.map((hit) => toFound(hit, { sort, ...at(hit), asOf: hit.asOf }));
  }
  const after = position?.sort === 'date' ? position : null;
  return (await listByDate(db, { filter, limit, after })).map((hit) =>
    toFound(hit, { sort: 'date', ...at(hit) }),
  );
}

const at = <Key>({ key, job }: Hit<Key>) => ({ key, id: job.id });
const toFound = ({ job }: Hit<unknown>, position: Position): Found => ({ job, position });
