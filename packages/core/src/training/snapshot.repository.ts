import { sql } from 'kysely';

import type { JobId, UserId } from '@access/contracts/ids';
import type { Db, Tx } from '@access/db';
import type { JobDocument, PersonDocument } from '@access/ml/features';
import type { PastAction } from '@access/ml/training';

import { loadAnyJobDocuments, loadPerson, type SkillNames } from '../engine-documents/index.ts';
import { loadExchangeRates } from '../jobs/index.ts';

/** What a training reads, all of one moment. */
export interface TrainingSnapshot {
  readonly jobs: readonly JobDocument[];
  readonly people: ReadonlyMap<string, PersonDocument>;
  /** In order of time. */
  readonly actions: readonly PastAction[];
  /** Lists that were shown, with what came of them; those without a choice are left out. */
  readonly shown: readonly ShownList[];
}

/** One served list as it was logged. */
export interface ShownList {
  readonly personId: string;
  readonly at: number;
  readonly history: number;
  readonly rows: ReadonlyArray<{
    readonly jobId: string;
    readonly features: readonly number[];
    readonly actions: ReadonlyArray<{ type: PastAction['type']; dwellSeconds: number }>;
  }>;
}

export interface SnapshotLimits {
  /** Latest actions read. */
  readonly actions: number;
  /** Latest shown lists read. */
  readonly lists: number;
  /** Most live jobs that stand beside the ones acted on. */
  readonly jobs: number;
}

export const SNAPSHOT_LIMITS: SnapshotLimits = { actions: 1_000_000, lists: 50_000, jobs: 200_000 };

const BATCH = 1_000;

/** Reads everything a training needs in one read-only transaction that sees one moment. */
export function readSnapshot(
  db: Db,
  {
    names,
    limits,
    onProgress,
  }: { names: SkillNames; limits: SnapshotLimits; onProgress: (share: number) => void },
): Promise<TrainingSnapshot> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const actions = await selectActions(trx, limits.actions);
      const shown = await selectShown(trx, limits.lists);
      onProgress(0.2);
      const people = await loadPeople(trx, [...new Set(actions.map(({ personId }) => personId))], (share) =>
        onProgress(0.2 + 0.4 * share),
      );
      const jobs = await loadJobs(trx, names, {
        acted: [...new Set(actions.map(({ jobId }) => jobId as JobId))],
        most: limits.jobs,
        onProgress: (share) => onProgress(0.6 + 0.4 * share),
      });
      return { jobs, people, actions, shown };
    });
}

async function selectActions(trx: Tx, limit: number): Promise<PastAction[]> {
  const { rows } = await sql<
    Omit<PastAction, 'at' | 'dwellSeconds'> & { at: Date; dwellSeconds: number | null }
  >`
    select i.user_id as person_id, i.job_id, i.type, i.dwell_seconds, i.at
    from interactions i join users u on u.id = i.user_id
      left join job_seeker_profiles f on f.user_id = i.user_id
    where i.undone_at is null and not coalesce(f.profiling_opt_out, false)
    order by i.at desc, i.id desc limit ${limit}`.execute(trx);
  return rows
    .map(({ at, dwellSeconds, ...row }) => ({ ...row, at: at.getTime(), dwellSeconds: dwellSeconds ?? 0 }))
    .reverse();
}

interface ShownRow {
  listId: string;
  personId: string;
  jobId: string;
  features: number[];
  at: Date;
  history: number;
  actions: { type: PastAction['type']; dwellSeconds: number }[] | null;
}

/** Lists shown, with what each person did with the jobs in them within a week after. */
async function selectShown(trx: Tx, limit: number): Promise<ShownList[]> {
  const { rows } = await sql<ShownRow>`
    with lists as (
      select m.list_id, m.user_id, min(m.at) as at from impressions m
        left join job_seeker_profiles f on f.user_id = m.user_id
      where not coalesce(f.profiling_opt_out, false)
      group by m.list_id, m.user_id
      order by min(m.at) desc limit ${limit})
    select m.list_id, m.user_id as person_id, m.job_id, m.features, l.at,
      (select count(distinct p.job_id)::int from interactions p where p.user_id = m.user_id and p.at < l.at) as history,
      (select jsonb_agg(jsonb_build_object('type', i.type, 'dwellSeconds', coalesce(i.dwell_seconds, 0)))
       from interactions i where i.user_id = m.user_id and i.job_id = m.job_id and i.undone_at is null
         and i.at >= m.at and i.at < m.at + interval '7 days') as actions
    from lists l join impressions m on m.list_id = l.list_id and m.user_id = l.user_id
    order by l.at, m.list_id, m.position`.execute(trx);
  return [...Map.groupBy(rows, (row) => row.listId).values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined || !list.some(({ actions }) => actions !== null)) return [];
    return [
      {
        personId: first.personId,
        at: first.at.getTime(),
        history: first.history,
        rows: list.map(({ jobId, features, actions }) => ({ jobId, features, actions: actions ?? [] })),
      },
    ];
  });
}

async function loadPeople(
  trx: Tx,
  ids: readonly string[],
  onProgress: (share: number) => void,
): Promise<Map<string, PersonDocument>> {
  const rates = await loadExchangeRates(trx);
  const people = new Map<string, PersonDocument>();
  for (const [done, id] of ids.entries()) {
    const loaded = await loadPerson(trx, id as UserId, rates);
    if (loaded !== undefined) people.set(id, loaded.document);
    if (done % 100 === 0) onProgress(done / ids.length);
  }
  return people;
}

async function loadJobs(
  trx: Tx,
  names: SkillNames,
  { acted, most, onProgress }: { acted: readonly JobId[]; most: number; onProgress: (share: number) => void },
): Promise<JobDocument[]> {
  const { rows } = await sql<{ id: JobId }>`
    select id from jobs where status = 'active' order by posted_at desc, id limit ${most}`.execute(trx);
  const ids = [...new Set([...acted, ...rows.map(({ id }) => id)])];
  const jobs: JobDocument[] = [];
  for (let start = 0; start < ids.length; start += BATCH) {
    jobs.push(...(await loadAnyJobDocuments(trx, ids.slice(start, start + BATCH), names)));
    onProgress(start / ids.length);
  }
  return jobs;
}
