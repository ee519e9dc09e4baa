import type { z } from 'zod';

import type { Actor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import type { JobId, UserId } from '@access/contracts/ids';
import type { JobSummary } from '@access/contracts/jobs';
import type { PageInput } from '@access/contracts/pages';
import type {
  ExplainAnswer,
  RecommendationItem,
  RecommendationPage,
} from '@access/contracts/recommendations';
import type { Db } from '@access/db';

import type { SkillNames } from '../engine-documents/index.ts';
import { loadExchangeRates, yearlyUsdRange, type JobsService } from '../jobs/index.ts';
import { createPairLoader, type PairExplainer } from './explain-pair.ts';
import { decodeListPosition, encodeListPosition } from './list-position.ts';
import {
  insertImpressions,
  latestList,
  listByVersion,
  type StoredItem,
  type StoredList,
} from './lists.repository.ts';
import { blockedBy, type PersonMasks } from './masks.ts';
import { decidedStates, readerMasks, wasPublished } from './read-list.repository.ts';
import { floorOf, wordCounterfactual } from './word-counterfactual.ts';

export type RecommendationsService = ReturnType<typeof createRecommendationsService>;

interface RecommendationsDeps {
  readonly db: Db;
  readonly jobs: Pick<JobsService, 'summariesByIds'>;
  readonly explainer: PairExplainer;
  readonly skillNames: () => Promise<SkillNames>;
  /** Version of the ranker in use: lists of another one are made anew. */
  readonly activeRanker: () => Promise<string>;
  readonly now: () => Date;
  readonly distanceKm: PersonMasks['distanceKm'];
  /** Asks the worker for a new list of this person. */
  readonly requestList: (db: Db, userId: UserId) => Promise<void>;
  /** Waits until a list newer than `afterVersion` is stored; false when none came in time. */
  readonly waitForList: (userId: UserId, afterVersion: number, timeoutMs: number) => Promise<boolean>;
}

/** How long a first visit waits for its first list, in ms; after that the page is told that it is being prepared. */
const FIRST_LIST_MS = 4_000;
/** A list older than this is shown and made anew, in ms: freshness and deadlines move by themselves. */
const STALE_MS = 6 * 3_600_000;

export function createRecommendationsService(deps: RecommendationsDeps) {
  const explainPairs = createPairLoader(deps);
  return {
    /** One page of the person's list, masks applied again, impressions logged; the first visit waits for its list. */
    async list(actor: Actor, input: z.output<typeof PageInput>): Promise<RecommendationPage> {
      const masks = await readMasks(deps, actor.userId);
      if (masks.hasOptedOut) return emptyPage('opted_out');
      const position = input.cursor === undefined ? null : decodeListPosition(input.cursor);
      const list = await readList(deps, actor.userId, position?.version ?? null);
      if (list === undefined) return emptyPage('preparing');
      const shown = await selectShown(deps, masks, {
        userId: actor.userId,
        list,
        after: position?.rank ?? 0,
        limit: input.limit,
      });
      const items = await toItems(list, shown.rows, (ids) => explainPairs(actor.userId, ids));
      await insertImpressions(
        deps.db,
        actor.userId,
        list,
        shown.rows.map(({ item }) => ({ ...item, position: item.rank })),
      );
      const lastRank = shown.rows.at(-1)?.item.rank;
      return {
        items,
        nextCursor:
          shown.isMore && lastRank !== undefined
            ? encodeListPosition({ version: list.version, rank: lastRank })
            : null,
        total: { value: list.items.length, relation: 'eq' },
        list: {
          id: list.id,
          version: list.version,
          madeAt: list.at.toISOString(),
          isPersonal: list.isPersonal,
          notice: list.notice,
        },
        status: 'ready',
      };
    },

    /** Why this job is, or is not, for this person; any job that is or was public. */
    async explain(actor: Actor, jobId: JobId): Promise<ExplainAnswer> {
      if (!(await wasPublished(deps.db, jobId))) throw new AppError('not_found', 'No such job');
      const [job] = await deps.jobs.summariesByIds([jobId]);
      if (job === undefined) throw new AppError('not_found', 'No such job');
      const masks = await readMasks(deps, actor.userId);
      if (masks.hasOptedOut)
        throw new AppError('conflict', 'You turned off profiling, so jobs are not matched to you');
      const states = await decidedStates(deps.db, actor.userId, [jobId]);
      const floor = floorOf(masks);
      const { pairs, modelVersion } = await explainPairs(actor.userId, [jobId], {
        floorStep: floor?.stepYearly ?? null,
      });
      const pair = pairs[0];
      if (pair === undefined) throw new AppError('not_found', 'No such job');
      const { score, band, explanation } = pair;
      return {
        job,
        score,
        band,
        explanation,
        modelVersion,
        blockedBy: blockedBy(masks, job, states.get(jobId)),
        // No change of a profile opens a job that is closed.
        counterfactuals: job.isActive
          ? pair.counterfactuals.map((each) => wordCounterfactual(each, { score, floor }))
          : [],
      };
    },
  };
}

type Masks = PersonMasks & { readonly hasOptedOut: boolean };

async function readMasks(deps: RecommendationsDeps, userId: UserId): Promise<Masks> {
  const masks = await readerMasks(deps.db, userId);
  const rates =
    masks.preferences.salaryFloor === null ? new Map<string, number>() : await loadExchangeRates(deps.db);
  return {
    ...masks,
    distanceKm: deps.distanceKm,
    toYearlyUsd: (amount, currency, period) =>
      yearlyUsdRange(rates, { min: amount, max: null, currency, period })?.min ?? null,
  };
}

async function readList(
  deps: RecommendationsDeps,
  userId: UserId,
  version: number | null,
): Promise<StoredList | undefined> {
  const wanted = version === null ? undefined : await listByVersion(deps.db, userId, version);
  const list = wanted ?? (await latestList(deps.db, userId));
  if (list !== undefined) {
    const isStale = deps.now().getTime() - list.at.getTime() > STALE_MS;
    if (isStale || list.modelVersion !== (await deps.activeRanker())) await deps.requestList(deps.db, userId);
    return list;
  }
  // Listening starts before asking: a list stored in between is not missed.
  const arrived = deps.waitForList(userId, 0, FIRST_LIST_MS);
  await deps.requestList(deps.db, userId);
  return (await arrived) ? latestList(deps.db, userId) : undefined;
}

interface ShownRow {
  readonly item: StoredItem;
  readonly job: JobSummary;
}

/** The next `limit` items that nothing forbids now; looks further down the list when some are masked. */
async function selectShown(
  { db, jobs }: RecommendationsDeps,
  masks: Masks,
  query: { userId: UserId; list: StoredList; after: number; limit: number },
): Promise<{ rows: ShownRow[]; isMore: boolean }> {
  const waiting = query.list.items.filter((item) => item.rank > query.after);
  const rows: ShownRow[] = [];
  for (let start = 0; start < waiting.length && rows.length <= query.limit;) {
    const chunk = waiting.slice(start, start + query.limit + 1 - rows.length);
    start += chunk.length;
    const ids = chunk.map((item) => item.jobId);
    const [summaries, states] = await Promise.all([
      jobs.summariesByIds(ids),
      decidedStates(db, query.userId, ids),
    ]);
    const byId = new Map(summaries.map((job) => [job.id, job]));
    for (const item of chunk) {
      const job = byId.get(item.jobId);
      if (job !== undefined && blockedBy(masks, job, states.get(item.jobId)).length === 0)
        rows.push({ item, job });
    }
  }
  return { rows: rows.slice(0, query.limit), isMore: rows.length > query.limit };
}

async function toItems(
  list: StoredList,
  rows: readonly ShownRow[],
  explainPairs: (ids: readonly JobId[]) => ReturnType<PairExplainer['explain']>,
): Promise<RecommendationItem[]> {
  const bare = rows.filter(({ item }) => item.explanation === null).map(({ item }) => item.jobId);
  const { pairs, modelVersion } =
    bare.length === 0 ? { pairs: [], modelVersion: list.modelVersion } : await explainPairs(bare);
  const explained = new Map(pairs.map((pair) => [pair.jobId, pair]));
  return rows.flatMap(({ item, job }) => {
    const shared = { job, rank: item.rank, variant: list.variant, listId: list.id };
    if (item.explanation !== null) {
      const { score, band, explanation } = item;
      return [{ ...shared, score, band, explanation, modelVersion: list.modelVersion }];
    }
    const pair = explained.get(item.jobId);
    if (pair === undefined) return [];
    const { score, band, explanation } = pair;
    return [{ ...shared, score, band, explanation, modelVersion }];
  });
}

const emptyPage = (status: 'preparing' | 'opted_out'): RecommendationPage => ({
  items: [],
  nextCursor: null,
  total: { value: 0, relation: 'eq' },
  list: null,
  status,
});
