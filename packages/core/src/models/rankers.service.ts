import type { Actor } from '@access/contracts/actor';
import type { ModelVersion, RankerModel, RankerModelDetail } from '@access/contracts/models';
import type { Db } from '@access/db';
import type { FileStore } from '@access/files';

import type { Caller } from '../audit/index.ts';
import { createRankerChanges } from './change-rankers.ts';
import { rankerOf, retrievalOf } from './ranker-files.ts';
import { findActiveRanker, findRanker, listRankers, type RankerRow } from './rankers.repository.ts';

/** The ranker that came with the program: it serves where no trained one does. */
export interface ShippedRanker {
  readonly version: string;
  readonly card: string;
  readonly bytes: number;
}

export interface RankersDeps {
  readonly db: Db;
  readonly files: FileStore;
  readonly now: () => Date;
  readonly shipped: ShippedRanker;
}

/** A ranker's file with what its loader is told. */
export interface ServingRanker {
  readonly version: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly meta: unknown;
  /** Bytes of the retrieval model it ranks with; null where there is none, or its file is gone. */
  readonly retrieval: Uint8Array | null;
}

export type RankersService = ReturnType<typeof createRankersService>;

/** The registry of rankers: which one serves, which did, and why the others do not. */
export function createRankersService(deps: RankersDeps) {
  const { db, files, shipped } = deps;
  const changes = createRankerChanges(deps);

  /** One ranker with its model card. @throws AppError not_found */
  async function get(version: ModelVersion): Promise<RankerModelDetail> {
    if (version === shipped.version)
      return { ...shippedModel(shipped, (await findActiveRanker(db)) === undefined), card: shipped.card };
    const row = await rankerOf(db, version);
    return { ...toModel(row, shipped), card: row.card ?? '' };
  }

  return {
    /** The one in use first, then the newest; the shipped one last, or first where it serves. */
    async list(): Promise<RankerModel[]> {
      const rows = await listRankers(db);
      const isServing = !rows.some(({ status }) => status === 'active');
      const own = rows.map((row) => toModel(row, shipped));
      return isServing ? [shippedModel(shipped, true), ...own] : [...own, shippedModel(shipped, false)];
    },

    get,

    /** Version of the ranker in use. */
    activeVersion: async (): Promise<string> => (await findActiveRanker(db))?.version ?? shipped.version,

    /**
     * The trained ranker in use and the one before it, as files to be opened in this order: where the first is damaged, the former goes
     * on serving. Empty while the shipped one serves. A file that is missing has no bytes.
     */
    async serving(): Promise<ServingRanker[]> {
      const active = await findActiveRanker(db);
      if (active === undefined) return [];
      const before = active.predecessorVersion;
      const former = before === null ? undefined : await findRanker(db, before);
      const rows = former === undefined ? [active] : [active, former];
      return Promise.all(
        rows.map(async (row) => ({
          version: row.version,
          bytes: await files.get(row.fileKey).catch(() => new Uint8Array()),
          sha256: row.sha256,
          meta: row.meta,
          retrieval: await retrievalOf(files, row),
        })),
      );
    },

    add: changes.add,

    async activate(actor: Actor, caller: Caller, version: ModelVersion): Promise<RankerModelDetail> {
      await changes.activate(actor, caller, version);
      return get(version);
    },

    async rollback(actor: Actor, caller: Caller): Promise<RankerModelDetail> {
      return get(await changes.rollback(actor, caller));
    },
  };
}

const toModel = (row: RankerRow, shipped: ShippedRanker): RankerModel => ({
  version: row.version,
  status: row.status,
  isShipped: false,
  trainedAt: row.trainedAt.toISOString(),
  dataWindow:
    row.windowFrom === null || row.windowTo === null
      ? null
      : { from: row.windowFrom.toISOString(), to: row.windowTo.toISOString() },
  parent: row.parentVersion ?? (shipped.version as ModelVersion),
  rowCounts: row.rowCounts,
  metrics: row.metrics,
  gates: [...row.gates],
  reason: row.reason,
  bytes: row.bytes,
});

const shippedModel = ({ version, bytes }: ShippedRanker, isServing: boolean): RankerModel => ({
  version: version as ModelVersion,
  status: isServing ? 'active' : 'archived',
  isShipped: true,
  trainedAt: null,
  dataWindow: null,
  parent: null,
  rowCounts: {},
  metrics: {},
  gates: [],
  reason: null,
  bytes,
});
