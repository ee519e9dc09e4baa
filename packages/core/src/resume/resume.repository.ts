import type { ResumeId, UserId } from '@access/contracts/ids';
import type { ResumeReading } from '@access/contracts/resumes';
import type { Db, Tx } from '@access/db';

const summary = [
  'id',
  'fileName',
  'mediaType',
  'size',
  'scanStatus',
  'parseStatus',
  'parseReason',
  'isPrimary',
  'appliedAt',
  'createdAt',
] as const;

export const listResumes = (db: Db | Tx, userId: UserId) =>
  db
    .selectFrom('resumes')
    .select(summary)
    .where('userId', '=', userId)
    .orderBy('createdAt', 'desc')
    .limit(100)
    .execute();

export const findResume = (db: Db | Tx, userId: UserId, id: ResumeId) =>
  db
    .selectFrom('resumes')
    .select([...summary, 'reading', 'textContent', 'storageKey', 'sha256'])
    .where('userId', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();

/** The row as the worker sees it, whoever owns it, locked against a second reader. */
export const lockResume = (trx: Tx, id: ResumeId) =>
  trx
    .selectFrom('resumes')
    .select(['id', 'userId', 'fileName', 'storageKey', 'parseStatus', 'applyWhenParsed'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const findResumeForParsing = (db: Db, id: ResumeId) =>
  db
    .selectFrom('resumes')
    .select(['id', 'userId', 'fileName', 'storageKey', 'parseStatus'])
    .where('id', '=', id)
    .executeTakeFirst();

/** Résumés uploaded before and not read yet, oldest first. */
export async function listPendingSince(db: Db, uploadedBefore: Date): Promise<ResumeId[]> {
  const rows = await db
    .selectFrom('resumes')
    .select('id')
    .where('parseStatus', '=', 'pending')
    .where('createdAt', '<', uploadedBefore)
    .orderBy('createdAt')
    .limit(1_000)
    .execute();
  return rows.map((row) => row.id as ResumeId);
}

export interface NewResume {
  readonly userId: UserId;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly storageKey: string;
  readonly scanStatus: 'pending' | 'clean';
  readonly applyWhenParsed: boolean;
}

export const insertResume = (trx: Tx, resume: NewResume) =>
  trx.insertInto('resumes').values(resume).returning('id').executeTakeFirstOrThrow();

export interface ParseOutcome {
  readonly scanStatus: 'clean' | 'infected' | 'failed' | 'pending';
  readonly parseStatus: 'parsed' | 'refused' | 'failed';
  readonly parseReason: string | null;
  readonly parsed?: unknown;
  readonly reading?: ResumeReading;
  readonly textContent?: string;
}

export async function storeParseOutcome(trx: Tx, id: ResumeId, outcome: ParseOutcome): Promise<void> {
  await trx
    .updateTable('resumes')
    .set({
      scanStatus: outcome.scanStatus,
      parseStatus: outcome.parseStatus,
      parseReason: outcome.parseReason,
      parsed: outcome.parsed === undefined ? null : JSON.stringify(outcome.parsed),
      reading: outcome.reading === undefined ? null : JSON.stringify(outcome.reading),
      textContent: outcome.textContent ?? null,
    })
    .where('id', '=', id)
    .execute();
}

export async function makePrimary(trx: Tx, userId: UserId, id: ResumeId): Promise<boolean> {
  await trx
    .updateTable('resumes')
    .set({ isPrimary: false })
    .where('userId', '=', userId)
    .where('isPrimary', '=', true)
    .execute();
  const { numUpdatedRows } = await trx
    .updateTable('resumes')
    .set({ isPrimary: true })
    .where('userId', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export const markApplied = (trx: Tx, id: ResumeId, at: Date) =>
  trx.updateTable('resumes').set({ appliedAt: at }).where('id', '=', id).execute();

export const deleteResume = (trx: Tx, userId: UserId, id: ResumeId) =>
  trx
    .deleteFrom('resumes')
    .where('userId', '=', userId)
    .where('id', '=', id)
    .returning('storageKey')
    .executeTakeFirst();

export const countResumes = async (trx: Tx, userId: UserId): Promise<number> => {
  const row = await trx
    .selectFrom('resumes')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
};
