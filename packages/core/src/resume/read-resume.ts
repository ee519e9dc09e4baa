import type { ResumeId, UserId } from '@access/contracts/ids';
import type { Db } from '@access/db';
import type { FileStore, VirusScanner } from '@access/files';
import type { ResumeParser } from '@access/resume';

import { recordEvent } from '../events/index.ts';
import { addToProfile, lockUser } from '../profile/index.ts';
import { emptyPartsOf } from './empty-parts.ts';
import {
  findResumeForParsing,
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

    /** Says that the last attempt at reading failed, so that nobody waits for it; what was read already stays. */
    async giveUp(id: ResumeId): Promise<void> {
      const row = await findResumeForParsing(db, id);
      if (row === undefined) return;
      const failed: ParseOutcome = {
        scanStatus: 'failed',
        parseStatus: 'failed',
        parseReason: 'This file could not be read because of a fault on our side. Upload it again later.',
      };
      await store({ db, now }, { id, userId: row.userId as UserId }, failed);
    },
  };
}

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
