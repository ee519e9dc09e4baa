import { sql } from 'kysely';

import { toJsonb, type Db } from '@access/db';

/** What a worker tells of itself; numbers since it started. */
export interface WorkerDetail {
  readonly jobsIndexed: number;
  readonly contentModel: string;
  readonly rankerModel: string;
  /** Why the ranker that should serve does not. */
  readonly rankerProblem: string | null;
  readonly listsMade: number;
  /** Seconds since the worker's job index was last known to hold every change. */
  readonly indexLagSeconds: number;
}

/** Says that the worker lives, by the database's clock. */
export async function beat(db: Db, workerId: string, detail: WorkerDetail): Promise<void> {
  await sql`
    insert into worker_heartbeats (worker_id, started_at, beat_at, detail)
    values (${workerId}, now(), now(), ${toJsonb(detail)})
    on conflict (worker_id) do update set beat_at = excluded.beat_at, detail = excluded.detail`.execute(db);
}

/** Says that the worker stopped as it was asked to. */
export async function endBeat(db: Db, workerId: string): Promise<void> {
  await db.deleteFrom('workerHeartbeats').where('workerId', '=', workerId).execute();
}

/** Removes workers that have not beaten for that many hours; how many. */
export async function deleteOldBeats(db: Db, hours: number): Promise<number> {
  const { numAffectedRows } =
    await sql`delete from worker_heartbeats where beat_at < now() - make_interval(hours => ${hours})`.execute(
      db,
    );
  return Number(numAffectedRows ?? 0n);
}
