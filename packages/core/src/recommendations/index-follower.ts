import type { JobId } from '@access/contracts/ids';
import type { Db } from '@access/db';
import type { Engine } from '@access/ml/engine';

import { loadJobDocuments, type SkillNames } from '../engine-documents/index.ts';
import { changedSince, changeHorizon, liveJobIds, popularitySince } from './job-changes.repository.ts';

export type IndexFollower = ReturnType<typeof createIndexFollower>;

interface FollowerDeps {
  readonly db: Db;
  readonly engine: Pick<Engine, 'upsert' | 'remove'>;
  readonly now: () => Date;
  readonly loadSkillNames: () => Promise<SkillNames>;
}

const BATCH = 1_000;
/** Skills change only when the taxonomy is seeded anew; a job with a skill newer than this shows it later, in ms. */
const NAMES_LIVE_MS = 600_000;
/** How far back popularity is read again, in ms: longer than a transaction that counts an interaction lives. */
const POPULARITY_OVERLAP_MS = 10_000;

/**
 * Keeps an engine's job index in step with the table: once filled, each `catchUp` reads what changed since the one
 * before. Calls may overlap; they run one after the other.
 */
export function createIndexFollower({ db, engine, now, loadSkillNames }: FollowerDeps) {
  const seen = new Map<JobId, number>();
  let horizon = '0';
  let popularAt = new Date(0);
  let names: SkillNames = new Map();
  let namesAt = 0;
  let running: Promise<unknown> = Promise.resolve();

  const inTurn = <Answer>(run: () => Promise<Answer>): Promise<Answer> => {
    const next = running.then(run, run);
    running = next.catch(() => undefined);
    return next;
  };

  const refreshNames = async (): Promise<void> => {
    if (now().getTime() - namesAt < NAMES_LIVE_MS) return;
    namesAt = now().getTime();
    names = await loadSkillNames();
  };

  const load = async (ids: readonly JobId[]): Promise<void> => {
    for (let start = 0; start < ids.length; start += BATCH) {
      for (const { id, document } of await loadJobDocuments(db, ids.slice(start, start + BATCH), names)) {
        if (document === null) engine.remove(id);
        else engine.upsert(document);
      }
    }
  };

  const fill = async (onProgress: (loaded: number) => void): Promise<number> => {
    const [start, at] = [await changeHorizon(db), now()];
    await refreshNames();
    let loaded = 0;
    let after: JobId | null = null;
    for (;;) {
      const ids: JobId[] = await liveJobIds(db, after, BATCH);
      await load(ids);
      loaded += ids.length;
      onProgress(loaded);
      after = ids.at(-1) ?? null;
      if (ids.length < BATCH) break;
    }
    [horizon, popularAt] = [start, at];
    return loaded;
  };

  const catchUp = async (): Promise<number> => {
    const next = await changeHorizon(db);
    const changes = (await changedSince(db, horizon)).filter(
      ({ id, changeSeq }) => seen.get(id) !== changeSeq,
    );
    if (changes.length > 0) await refreshNames();
    await load(changes.map((change) => change.id));
    // Only what may be read a second time has to be remembered: what lies before the horizon never comes again.
    if (next !== horizon) seen.clear();
    for (const { id, changeSeq } of changes) seen.set(id, changeSeq);
    horizon = next;
    return changes.length;
  };

  const catchUpPopularity = async (): Promise<number> => {
    const at = now();
    const ids = await popularitySince(db, new Date(popularAt.getTime() - POPULARITY_OVERLAP_MS));
    await load(ids);
    popularAt = at;
    return ids.length;
  };

  return {
    /** Reads every live job; `onProgress` hears how many so far. @returns how many there are. */
    fill: (onProgress: (loaded: number) => void = () => undefined) => inTurn(() => fill(onProgress)),
    /** Reads the jobs changed since last time. @returns how many were read. */
    catchUp: () => inTurn(catchUp),
    /** Reads the jobs whose likes, views or applications moved. @returns how many were read. */
    catchUpPopularity: () => inTurn(catchUpPopularity),
  };
}
