import { LRUCache } from 'lru-cache';

import type { SearchFilter } from '@access/contracts/jobs';
import type { Total } from '@access/contracts/pages';
import type { Db } from '@access/db';

import type { PlaceResolver } from '../jobs/index.ts';
import type { Spread } from './look-through.ts';
import { resolveFilter, type ReadFilter } from './resolve-filter.ts';
import { readQuantiles } from './statistics.repository.ts';
import { titleSynonyms } from './title-synonyms.ts';

export interface SearchDeps {
  readonly db: Db;
  readonly places: PlaceResolver;
  readonly now?: () => Date;
  /** Short forms of titles and what they stand for ("rn", "registered nurse"). */
  readonly shortForms?: ReadonlyMap<string, string>;
}

/** What searches share: the database, how a filter is read, and what need not be asked for again each time. */
export interface SearchContext {
  readonly db: Db;
  readonly read: (filter: SearchFilter, isExact: boolean) => Promise<ReadFilter>;
  readonly spread: () => Promise<Spread>;
  readonly totals: LRUCache<string, Total>;
}

/** A total may be this old: it saves the broadest count on every page of every visitor. */
const TOTAL_AGE_MS = 5_000;
/** Statistics change with ANALYZE. */
const SPREAD_AGE_MS = 60_000;

export function createSearchContext({ db, places, now, shortForms }: SearchDeps): SearchContext {
  const synonyms = titleSynonyms(shortForms ?? new Map());
  const spreads = new LRUCache<'all', Promise<Spread>>({ max: 1, ttl: SPREAD_AGE_MS });
  return {
    db,
    read: (filter, isExact) =>
      resolveFilter({ db, places, now: now ?? (() => new Date()), synonyms, isExact }, filter),
    spread() {
      const known = spreads.get('all');
      if (known !== undefined) return known;
      const reading = readQuantiles(db);
      spreads.set('all', reading);
      reading.catch(() => spreads.delete('all'));
      return reading;
    },
    totals: new LRUCache({ max: 1_000, ttl: TOTAL_AGE_MS }),
  };
}
