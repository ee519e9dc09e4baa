import { sql } from 'kysely';

import type { ModelGate, ModelStatus, ModelVersion } from '@access/contracts/models';
import { toJsonb, type Db, type Tx } from '@access/db';

/** A trained ranker as it is stored. */
export interface RankerRow {
  readonly id: string;
  readonly version: ModelVersion;
  readonly fileKey: string;
  readonly sha256: string;
  readonly status: ModelStatus;
  readonly trainedAt: Date;
  readonly windowFrom: Date | null;
  readonly windowTo: Date | null;
  readonly rowCounts: Record<string, number>;
  readonly metrics: Record<string, number>;
  readonly gates: readonly ModelGate[];
  readonly reason: string | null;
  readonly bytes: number | null;
  readonly card: string | null;
  /** What the loader is told of the file. */
  readonly meta: unknown;
  readonly parentId: string | null;
  readonly parentVersion: ModelVersion | null;
  /** Which one it took over from; null: the shipped one. */
  readonly predecessorVersion: ModelVersion | null;
}

const columns = sql`m.id, m.version, m.file_key, m.sha256, m.status, m.trained_at, lower(m.data_window) as window_from,
  upper(m.data_window) as window_to, m.row_counts, m.metrics, m.gates, m.reason, m.bytes::float8 as bytes, m.card, m.meta, m.parent_id,
  p.version as parent_version, b.version as predecessor_version`;
const joined = sql`models m left join models p on p.id = m.parent_id left join models b on b.id = m.predecessor_id`;

/** All trained rankers, the one in use first, then the newest. */
export async function listRankers(db: Db | Tx): Promise<RankerRow[]> {
  const { rows } = await sql<RankerRow>`
    select ${columns} from ${joined} where m.kind = 'ranker'
    order by (m.status = 'active') desc, m.trained_at desc, m.id desc`.execute(db);
  return rows;
}

export async function findRanker(db: Db | Tx, version: string): Promise<RankerRow | undefined> {
  const { rows } = await sql<RankerRow>`
    select ${columns} from ${joined}
    where m.kind = 'ranker' and m.version = ${version}`.execute(db);
  return rows[0];
}

export async function findActiveRanker(db: Db | Tx): Promise<RankerRow | undefined> {
  const { rows } = await sql<RankerRow>`
    select ${columns} from ${joined}
    where m.kind = 'ranker' and m.status = 'active'`.execute(db);
  return rows[0];
}

/** Has changes of what serves follow each other: two admins at once would else both read the same former model. */
export async function lockRankers(trx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('models:ranker', 0))`.execute(trx);
}

export interface NewRanker extends Pick<
  RankerRow,
  | 'fileKey'
  | 'sha256'
  | 'status'
  | 'trainedAt'
  | 'rowCounts'
  | 'metrics'
  | 'gates'
  | 'reason'
  | 'card'
  | 'meta'
  | 'parentId'
> {
  readonly version: string;
  readonly bytes: number;
  readonly dataWindow: { readonly from: string; readonly to: string } | null;
}

export async function insertRanker(trx: Tx, ranker: NewRanker): Promise<string> {
  const { dataWindow } = ranker;
  const { rows } = await sql<{ id: string }>`
    insert into models (kind, version, file_key, sha256, status, trained_at, data_window, row_counts, metrics, gates, reason, bytes, card, meta, parent_id)
    values ('ranker', ${ranker.version}, ${ranker.fileKey}, ${ranker.sha256}, ${ranker.status}, ${ranker.trainedAt},
      ${dataWindow === null ? null : sql`tstzrange(${dataWindow.from}::timestamptz, ${dataWindow.to}::timestamptz, '[]')`},
      ${toJsonb(ranker.rowCounts)}, ${toJsonb(ranker.metrics)}, ${toJsonb(ranker.gates)}, ${ranker.reason}, ${ranker.bytes},
      ${ranker.card}, ${toJsonb(ranker.meta)}, ${ranker.parentId})
    returning id`.execute(trx);
  const [row] = rows;
  if (row === undefined) throw new Error('The ranker was not stored');
  return row.id;
}

/** Takes whatever ranker serves out of service. */
export async function archiveActive(trx: Tx): Promise<void> {
  await sql`update models set status = 'archived' where kind = 'ranker' and status = 'active'`.execute(trx);
}

export async function setActive(trx: Tx, id: string): Promise<void> {
  await sql`update models set status = 'active', reason = null where id = ${id}`.execute(trx);
}

/** Remembers from whom a model takes over, for going back. */
export async function setPredecessor(trx: Tx, id: string, predecessorId: string | null): Promise<void> {
  await sql`update models set predecessor_id = ${predecessorId} where id = ${id}`.execute(trx);
}

/** Forgets all but the newest `keep` rankers beside the one in use and the one before it. @returns the keys of their files. */
export async function pruneRankers(trx: Tx, keep: number): Promise<string[]> {
  const { rows } = await sql<{ fileKey: string }>`
    delete from models where kind = 'ranker' and status <> 'active'
      and id not in (select id from models where kind = 'ranker' and status <> 'active' order by trained_at desc, id desc limit ${keep})
      and id not in (select predecessor_id from models where kind = 'ranker' and status = 'active' and predecessor_id is not null)
    returning file_key`.execute(trx);
  return rows.map(({ fileKey }) => fileKey);
}
