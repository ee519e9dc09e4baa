import { sql } from 'kysely';

import type { TrainingRunId, UserId } from '@access/contracts/ids';
import type { ModelVersion, TrainingRun, TrainingStatus } from '@access/contracts/models';
import type { Db, Tx } from '@access/db';

interface RunRow {
  id: TrainingRunId;
  status: TrainingStatus;
  trigger: TrainingRun['trigger'];
  stage: string;
  progress: number;
  message: string | null;
  facts: Record<string, number | string>;
  modelVersion: ModelVersion | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

const columns = sql`r.id, r.status, r.trigger, r.stage, r.progress, r.message, r.facts, m.version as model_version,
  r.created_at, r.started_at, r.finished_at`;

const toRun = ({ progress, ...row }: RunRow): TrainingRun => ({
  ...row,
  percentage: Math.round(progress * 1_000) / 10,
  createdAt: row.createdAt.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
  finishedAt: row.finishedAt?.toISOString() ?? null,
});

/** Queues a run; undefined while another one is open. */
export async function insertTrainingRun(
  trx: Tx,
  run: { trigger: TrainingRun['trigger']; requestedBy: UserId | null },
): Promise<TrainingRunId | undefined> {
  const { rows } = await sql<{ id: TrainingRunId }>`
    insert into training_runs (trigger, requested_by) values (${run.trigger}, ${run.requestedBy})
    on conflict do nothing returning id`.execute(trx);
  return rows[0]?.id;
}

export async function findTrainingRun(db: Db | Tx, id: TrainingRunId): Promise<TrainingRun | undefined> {
  const { rows } = await sql<RunRow>`
    select ${columns} from training_runs r left join models m on m.id = r.model_id where r.id = ${id}`.execute(
    db,
  );
  return rows.map(toRun)[0];
}

/** The last runs, from the newest on. */
export async function latestTrainingRuns(db: Db, limit: number): Promise<TrainingRun[]> {
  const { rows } = await sql<RunRow>`
    select ${columns} from training_runs r left join models m on m.id = r.model_id
    order by r.created_at desc, r.id desc limit ${limit}`.execute(db);
  return rows.map(toRun);
}

/** Takes a queued run up; false where it ended meanwhile. */
export async function startTrainingRun(db: Db, id: TrainingRunId): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update training_runs set status = 'running', started_at = now(), beat_at = now()
    where id = ${id} and status = 'queued'`.execute(db);
  return numAffectedRows === 1n;
}

/** Says how far a run is, and that it lives; false once it was ended from outside. */
export async function beatTrainingRun(
  db: Db,
  id: TrainingRunId,
  at: { stage: string; progress: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update training_runs set stage = ${at.stage}, progress = ${at.progress}, beat_at = now()
    where id = ${id} and status = 'running'`.execute(db);
  return numAffectedRows === 1n;
}

export interface TrainingEnd {
  readonly status: Exclude<TrainingStatus, 'queued' | 'running'>;
  readonly message: string | null;
  readonly facts?: Readonly<Record<string, number | string>>;
  readonly modelVersion?: string | null;
}

/** Ends an open run; false where it had ended. */
export async function endTrainingRun(db: Db | Tx, id: TrainingRunId, end: TrainingEnd): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update training_runs set status = ${end.status}, message = ${end.message}, finished_at = now(),
      progress = case when ${end.status} in ('succeeded', 'refused') then 1 else progress end,
      facts = ${JSON.stringify(end.facts ?? {})}::jsonb,
      model_id = (select id from models where kind = 'ranker' and version = ${end.modelVersion ?? null})
    where id = ${id} and finished_at is null`.execute(db);
  return numAffectedRows === 1n;
}

/** A worker tells of itself every few seconds; one that has not for this long is dead. */
const SILENT_SECONDS = 30;

/** Fails running runs whose worker is dead; how many. */
export async function failSilentRuns(db: Db | Tx): Promise<number> {
  const { numAffectedRows } = await sql`
    update training_runs set status = 'failed', finished_at = now(), message = 'Its process died; start another one'
    where status = 'running' and beat_at < now() - make_interval(secs => ${SILENT_SECONDS})`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** People's own actions, and those since the last run that read them; simulated ones start nothing. */
export async function actionsSinceLastRun(
  db: Db,
): Promise<{ fresh: number; all: number; hoursSince: number | null }> {
  const { rows } = await sql<{ fresh: number; all: number; hoursSince: number | null }>`
    with last as (select max(created_at) as at from training_runs where status in ('succeeded', 'refused'))
    select count(*) filter (where i.at > coalesce(last.at, '-infinity'))::int as fresh, count(*)::int as all,
      (extract(epoch from now() - (select at from last)) / 3600)::float8 as hours_since
    from interactions i cross join last where not i.is_simulated and i.undone_at is null`.execute(db);
  return rows[0] ?? { fresh: 0, all: 0, hoursSince: null };
}
