import type { Actor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import type { ModelGate, ModelVersion } from '@access/contracts/models';
import { notify, type Db, type Tx } from '@access/db';
import type { FileStore } from '@access/files';

import { recordActivity, type Caller } from '../audit/index.ts';
import { MODELS_CHANNEL } from './models.service.ts';
import {
  checkRankerFile,
  deleteRankerFiles,
  putRankerFiles,
  rankerOf,
  type RankerFiles,
} from './ranker-files.ts';
import {
  archiveActive,
  findActiveRanker,
  insertRanker,
  lockRankers,
  pruneRankers,
  setActive,
  setPredecessor,
} from './rankers.repository.ts';

/** A trained ranker with all that is kept of it. */
export interface Candidate extends RankerFiles {
  readonly version: string;
  readonly meta: object & { readonly dataWindow: { readonly from: string; readonly to: string } | null };
  readonly metrics: Readonly<Record<string, number>>;
  readonly gates: readonly ModelGate[];
  readonly rowCounts: Readonly<Record<string, number>>;
}

interface ChangeDeps {
  readonly db: Db;
  readonly files: FileStore;
  readonly now: () => Date;
  readonly shipped: { readonly version: string };
}

/** Models kept beside the one in use and the one before it. */
const KEPT = 5;

/** What changes which ranker serves. Changes follow each other; servers and workers hear of each by NOTIFY when it commits. */
export function createRankerChanges({ db, files, now, shipped }: ChangeDeps) {
  return {
    /** Has this version serve from now on. @throws AppError not_found; conflict when a gate held it back, or its file is damaged. */
    activate: (actor: Actor, caller: Caller, version: ModelVersion): Promise<void> =>
      db.transaction().execute(async (trx) => {
        await lockRankers(trx);
        const former = await findActiveRanker(trx);
        if (version === (former?.version ?? shipped.version)) return;
        if (version === shipped.version) await archiveActive(trx);
        else {
          const row = await rankerOf(trx, version);
          if (row.status === 'failed')
            throw new AppError(
              'conflict',
              `This model may not serve: ${row.reason ?? 'a gate held it back'}`,
            );
          await checkRankerFile(files, row);
          await replace(trx, row.id);
          await setPredecessor(trx, row.id, former?.id ?? null);
        }
        await recordActivity(trx, { actor, action: 'models.activated', subject: version, ip: caller.ip });
        await notify(trx, MODELS_CHANNEL, 'ranker');
      }),

    /**
     * Goes back to the model that the one in use took over from.
     * @returns its version. @throws AppError conflict while the shipped one serves, or when the former one's file is damaged.
     */
    rollback: (actor: Actor, caller: Caller): Promise<ModelVersion> =>
      db.transaction().execute(async (trx) => {
        await lockRankers(trx);
        const active = await findActiveRanker(trx);
        if (active === undefined)
          throw new AppError('conflict', 'The shipped model serves; there is none before it');
        const back = active.predecessorVersion;
        if (back === null) await archiveActive(trx);
        else {
          const row = await rankerOf(trx, back);
          await checkRankerFile(files, row);
          await replace(trx, row.id);
        }
        const subject = back ?? (shipped.version as ModelVersion);
        const metadata = { from: active.version };
        await recordActivity(trx, { actor, action: 'models.rolled-back', subject, metadata, ip: caller.ip });
        await notify(trx, MODELS_CHANNEL, 'ranker');
        return subject;
      }),

    /** Keeps a trained ranker; it serves from now on if it passed every gate. @returns whether it does. */
    async add(candidate: Candidate): Promise<boolean> {
      const failed = candidate.gates.filter(({ hasPassed }) => !hasPassed);
      const isPromoted = failed.length === 0;
      const stored = await putRankerFiles(files, candidate.version, candidate);
      const dropped = await db.transaction().execute(async (trx) => {
        await lockRankers(trx);
        const champion = await findActiveRanker(trx);
        if (isPromoted) await archiveActive(trx);
        const id = await insertRanker(trx, {
          ...candidate,
          ...stored,
          status: isPromoted ? 'active' : 'failed',
          trainedAt: now(),
          reason: isPromoted ? null : failed.map(({ name, detail }) => `${name}: ${detail}`).join('; '),
          bytes: candidate.onnx.byteLength,
          parentId: champion?.id ?? null,
          dataWindow: candidate.meta.dataWindow,
        });
        if (isPromoted) {
          await setPredecessor(trx, id, champion?.id ?? null);
          await notify(trx, MODELS_CHANNEL, 'ranker');
        }
        return pruneRankers(trx, KEPT);
      });
      for (const fileKey of dropped) await deleteRankerFiles(files, fileKey);
      return isPromoted;
    },
  };
}

async function replace(trx: Tx, id: string): Promise<void> {
  await archiveActive(trx);
  await setActive(trx, id);
}
