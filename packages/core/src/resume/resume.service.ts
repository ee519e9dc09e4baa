import { createHash } from 'node:crypto';

import type { Actor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import type { ResumeId } from '@access/contracts/ids';
import type { Page } from '@access/contracts/pages';
import {
  RESUME_MAX_BYTES,
  type ApplyResumeAnswer,
  type ApplyResumeInput,
  type Resume,
  type ResumeDetail,
  type ResumeReading,
  type UploadResumeAnswer,
} from '@access/contracts/resumes';
import type { Db, Tx } from '@access/db';
import type { FileStore } from '@access/files';
import type { Queue } from '@access/queue';

import { recordEvent } from '../events/index.ts';
import { addToProfile, lockUser } from '../profile/index.ts';
import { parseResumeJob } from './resume.jobs.ts';
import {
  countResumes,
  deleteResume,
  findResume,
  insertResume,
  listResumes,
  makePrimary,
  markApplied,
} from './resume.repository.ts';

export type ResumeService = ReturnType<typeof createResumeService>;

interface ResumeDeps {
  readonly db: Db;
  readonly files: FileStore;
  readonly queue: Pick<Queue, 'enqueue'>;
  readonly now: () => Date;
}

/** Kept per person; older ones are deleted by the person, not by us. */
const MAX_RESUMES = 20;

export function createResumeService(deps: ResumeDeps) {
  const { db, files, now } = deps;
  return {
    /** Keeps the file and queues its reading; content is judged in the worker, never here. */
    upload: (actor: Actor, input: Upload): Promise<UploadResumeAnswer> => upload(deps, actor, input),

    async list(actor: Actor): Promise<Page<Resume>> {
      const items = (await listResumes(db, actor.userId)).map(toResume);
      return { items, nextCursor: null, total: { value: items.length, relation: 'eq' } };
    },

    /** One résumé with what was read from it. */
    async get(actor: Actor, id: ResumeId): Promise<ResumeDetail> {
      const row = await findResume(db, actor.userId, id);
      if (row === undefined) throw noSuchResume();
      return { ...toResume(row), reading: row.reading as ResumeReading | null, text: row.textContent };
    },

    /** Takes over the accepted items, all or none. */
    apply: (actor: Actor, { id, ...accepted }: ApplyResumeInput): Promise<ApplyResumeAnswer> =>
      db.transaction().execute(async (trx) => {
        const row = await findResume(trx, actor.userId, id);
        if (row === undefined) throw noSuchResume();
        if (row.parseStatus !== 'parsed') throw new AppError('conflict', 'This résumé has not been read');
        const answer = await addToProfile(trx, actor.userId, accepted);
        await markApplied(trx, id, now());
        await recordEvent(trx, { type: 'person.changed', subject: actor.userId });
        return answer;
      }),

    setPrimary: (actor: Actor, id: ResumeId): Promise<Resume> =>
      db.transaction().execute(async (trx) => {
        await lockUser(trx, actor.userId);
        if (!(await makePrimary(trx, actor.userId, id))) throw noSuchResume();
        const row = await findResume(trx, actor.userId, id);
        if (row === undefined) throw noSuchResume();
        return toResume(row);
      }),

    /** Deletes row and file; what was taken over into the profile stays. */
    async remove(actor: Actor, id: ResumeId): Promise<void> {
      const row = await db.transaction().execute((trx) => deleteResume(trx, actor.userId, id));
      if (row === undefined) throw noSuchResume();
      await files.delete(row.storageKey);
    },

    /** The file as it was uploaded. */
    async download(
      actor: Actor,
      id: ResumeId,
    ): Promise<{ bytes: Uint8Array; fileName: string; mediaType: string }> {
      const row = await findResume(db, actor.userId, id);
      if (row === undefined) throw noSuchResume();
      return { bytes: await files.get(row.storageKey), fileName: row.fileName, mediaType: row.mediaType };
    },
  };
}

interface Upload {
  readonly file: File;
  readonly apply: boolean;
}

async function upload(
  { db, files, queue }: ResumeDeps,
  actor: Actor,
  input: Upload,
): Promise<UploadResumeAnswer> {
  const bytes = new Uint8Array(await input.file.arrayBuffer());
  if (bytes.length === 0) throw refused('The file is empty');
  if (bytes.length > RESUME_MAX_BYTES)
    throw new AppError('payload_too_large', 'A résumé may have at most 10 MB');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const storageKey = `resumes/${actor.userId}/${crypto.randomUUID()}`;
  const write = async (trx: Tx): Promise<ResumeId> => {
    // One upload of a person after the other: the limit is counted, and one résumé is the primary one.
    await lockUser(trx, actor.userId);
    if ((await countResumes(trx, actor.userId)) >= MAX_RESUMES) {
      throw new AppError('conflict', `You have ${MAX_RESUMES} résumés; delete one first`);
    }
    await files.put(storageKey, bytes);
    const row = await insertResume(trx, {
      userId: actor.userId,
      fileName: fileNameOf(input.file.name),
      mediaType: input.file.type === '' ? 'application/octet-stream' : input.file.type.slice(0, 200),
      size: bytes.length,
      sha256,
      storageKey,
      scanStatus: 'pending',
      applyWhenParsed: input.apply,
    });
    const resumeId = row.id as ResumeId;
    await makePrimary(trx, actor.userId, resumeId);
    await queue.enqueue(trx, parseResumeJob, { resumeId });
    await recordEvent(trx, { type: 'resume.uploaded', subject: resumeId });
    return resumeId;
  };
  try {
    return { id: await db.transaction().execute(write), parseStatus: 'pending' };
  } catch (error) {
    // A file without a row would never be found again.
    await files.delete(storageKey);
    throw error;
  }
}

const noSuchResume = () => new AppError('not_found', 'You have no such résumé');
const refused = (message: string) => new AppError('resume_refused', message);

/** The name as shown: no folders, no control characters. */
function fileNameOf(name: string): string {
  const base = name.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const shown = base
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(-255);
  return shown === '' ? 'resume' : shown;
}

function toResume(row: Awaited<ReturnType<typeof listResumes>>[number]): Resume {
  return {
    id: row.id as ResumeId,
    fileName: row.fileName,
    mediaType: row.mediaType,
    size: row.size,
    scanStatus: row.scanStatus as Resume['scanStatus'],
    parseStatus: row.parseStatus as Resume['parseStatus'],
    parseReason: row.parseReason,
    isPrimary: row.isPrimary,
    appliedAt: row.appliedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
