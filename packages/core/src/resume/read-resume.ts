import type { ResumeId, UserId } from '@access/contracts/ids';
import type { Db } from '@access/db';
import type { FileStore, VirusScanner } from '@access/files';
import type { ResumeParser } from '@access/resume';

import { recordEvent } from '../events/index.ts';
import { addToProfile, lockUser } from '../profile/index.ts';
import { emptyPartsOf } from './empty-parts.ts';
import {
  findResumeForParsing,
  listPendingSince,
  lockResume,
  markApplied,
  storeParseOutcome,
  type ParseOutcome,
} from './resume.repository.ts';
import { toReading } from './to-reading.ts';

export type ResumeReader = ReturnType<typeof createResumeReader>;

interface ReaderDeps {
  readonly db: Db;
  readonly files: FileStore;
  /** Null where the operator runs no scanner: the file is then never opened outside the parser's own process. */
  readonly scanner: Pick<VirusScanner, 'scan'> | null;
  readonly parser: ResumeParser;
  readonly now: () => Date;
}

export function createResumeReader({ db, files, scanner, parser, now }: ReaderDeps) {
  return {
    /** Scans and parses one uploaded résumé and stores the outcome; a résumé that was read already is left alone. */
    async read(id: ResumeId): Promise<ParseOutcome['parseStatus'] | 'nothing_to_do'> {
      const row = await findResumeForParsing(db, id);
      if (row === undefined || !isWaiting(row)) return 'nothing_to_do';
      const bytes = await files.get(row.storageKey);
      const verdict = scanner === null ? null : await scanner.scan(bytes);
      const outcome: ParseOutcome =
        verdict?.status === 'infected'
          ? {
              scanStatus: 'infected',
              parseStatus: 'refused',
              parseReason: 'The virus scanner found something in this file',
            }
          : await parse(parser, {
              bytes,
              fileName: row.fileName,
              scanStatus: verdict === null ? 'pending' : 'clean',
            });
      await store({ db, now }, { id, userId: row.userId as UserId }, outcome);
      if (verdict?.status === 'infected') await files.delete(row.storageKey);
      return outcome.parseStatus;
    },

    /**
     * Says that reading failed for good, so that nobody waits for it; what was read already stays. Whether there was anything to say:
     * the dead letter and the look for lost ones may both find it.
     */
    giveUp: (id: ResumeId): Promise<boolean> => giveUp(db, id),

    /**
     * Gives up the résumés that wait for longer than any reading takes and that no job is about to read: it was lost with its queue's
     * rows or worker. @returns how many.
     */
    async giveUpLost(unfinished: () => Promise<readonly { resumeId: ResumeId }[]>): Promise<number> {
      const waiting = await listPendingSince(db, new Date(now().getTime() - LOST_AFTER_MS));
      if (waiting.length === 0) return 0;
      const alive = new Set((await unfinished()).map(({ resumeId }) => resumeId));
      let count = 0;
      for (const id of waiting) if (!alive.has(id) && (await giveUp(db, id))) count += 1;
      return count;
    },
  };
}

/** Longer than all attempts of a reading with their pauses. */
const LOST_AFTER_MS = 15 * 60_000;

/** An operator may have a failed reading tried again. */
const isWaiting = ({ parseStatus }: { parseStatus: string }): boolean =>
  parseStatus === 'pending' || parseStatus === 'failed';

async function parse(
  parser: ResumeParser,
  file: { bytes: Uint8Array; fileName: string; scanStatus: 'clean' | 'pending' },
): Promise<ParseOutcome> {
  const result = await parser.parse(file.bytes, { fileName: file.fileName });
  if (result.status === 'refused') {
    return { scanStatus: file.scanStatus, parseStatus: 'refused', parseReason: result.message };
  }
  return {
    scanStatus: file.scanStatus,
    parseStatus: 'parsed',
    parseReason: null,
    parsed: result.resume.document,
    reading: toReading(result.resume),
    textContent: result.text,
  };
}

const givenUp: ParseOutcome = {
  scanStatus: 'failed',
  parseStatus: 'failed',
  parseReason: 'We could not read this file because of a fault on our side. Please upload it again.',
};

async function giveUp(db: Db, id: ResumeId): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await lockResume(trx, id);
    if (row?.parseStatus !== 'pending') return false;
    await storeParseOutcome(trx, id, givenUp);
    await recordEvent(trx, { type: 'resume.parsed', subject: id, payload: { status: 'failed' } });
    return true;
  });
}

async function store(
  { db, now }: Pick<ReaderDeps, 'db' | 'now'>,
  { id, userId }: { id: ResumeId; userId: UserId },
  outcome: ParseOutcome,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // The person before the résumé, as uploads do: the other way round they would wait for each other.
    await lockUser(trx, userId);
    const row = await lockResume(trx, id);
    if (row === undefined || !isWaiting(row)) return;
    await storeParseOutcome(trx, id, outcome);
    if (row.applyWhenParsed && outcome.reading !== undefined) {
      await addToProfile(trx, userId, await emptyPartsOf(trx, userId, outcome.reading));
      await markApplied(trx, id, now());
      await recordEvent(trx, { type: 'person.changed', subject: row.userId });
    }
    await recordEvent(trx, { type: 'resume.parsed', subject: id, payload: { status: outcome.parseStatus } });
  });
}
