import { createHash } from 'node:crypto';

import { AppError } from '@access/contracts/errors';
import { notify, type Db } from '@access/db';
import type { FileStore } from '@access/files';

/** Tells servers and workers that another model of this kind is active: the kind's name. */
export const MODELS_CHANNEL = 'models';

export type ModelKind = 'ranker' | 'content';

export interface StoredModel {
  readonly version: string;
  readonly bytes: Uint8Array;
}

export type ModelsService = ReturnType<typeof createModelsService>;

/** The registry of trained models: one row each, its file in the file store, one active of each kind. */
export function createModelsService({ db, files, now }: { db: Db; files: FileStore; now: () => Date }) {
  return {
    /** The active model's file; undefined when none was trained yet. @throws AppError internal when the file does not match its row. */
    async active(kind: ModelKind): Promise<StoredModel | undefined> {
      const row = await db
        .selectFrom('models')
        .select(['version', 'fileKey', 'sha256'])
        .where('kind', '=', kind)
        .where('status', '=', 'active')
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const bytes = await files.get(row.fileKey);
      if (sha256(bytes) !== row.sha256)
        throw new AppError('internal', `The file of ${kind} ${row.version} is damaged`);
      return { version: row.version, bytes };
    },

    /** Stores a trained model and makes it the active one; the former is archived. @returns its version. */
    async activate(
      kind: ModelKind,
      bytes: Uint8Array,
      facts: { rowCounts: object; metrics: object },
    ): Promise<string> {
      const hash = sha256(bytes);
      const trainedAt = now();
      const version = `${kind}-${trainedAt
        .toISOString()
        .replaceAll(/[-:]|\.\d+/g, '')
        .toLowerCase()}-${hash.slice(0, 8)}`;
      const fileKey = `models/${kind}/${version}`;
      await files.put(fileKey, bytes);
      await db.transaction().execute(async (trx) => {
        const former = await trx
          .updateTable('models')
          .set({ status: 'archived' })
          .where('kind', '=', kind)
          .where('status', '=', 'active')
          .returning('id')
          .executeTakeFirst();
        await trx
          .insertInto('models')
          .values({
            kind,
            version,
            fileKey,
            sha256: hash,
            status: 'active',
            trainedAt,
            rowCounts: JSON.stringify(facts.rowCounts),
            metrics: JSON.stringify(facts.metrics),
            parentId: former?.id ?? null,
          })
          .execute();
        await notify(trx, MODELS_CHANNEL, kind);
      });
      return version;
    },
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
