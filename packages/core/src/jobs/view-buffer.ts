import { AppError } from '@access/contracts/errors';
import type { JobId } from '@access/contracts/ids';
import type { Db } from '@access/db';

import { storeViews, type JobView } from './jobs.repository.ts';

/** Views wait at most this long before they are stored. */
const FLUSH_AFTER_MS = 1_000;
/** More than this waiting means that the database does not answer; further views are refused instead of filling the memory. */
const MOST_WAITING = 50_000;

export interface ViewBuffer {
  /** Takes a view to be counted with the next flush. Throws AppError busy when tens of thousands wait already. */
  add(view: { jobId: JobId; viewer: string; seconds: number }): void;
  /** Stores what waits, in one statement. */
  flush(): Promise<void>;
  /** Stores what waits and takes no more timers; rejects if the database refuses. */
  close(): Promise<void>;
}

interface ViewBufferDeps {
  readonly db: Db;
  readonly now: () => Date;
  /** Hears why a timed flush failed; its views wait for the next one. */
  readonly onFlushFailed: (error: unknown) => void;
}

/** Collects views in memory, so that a busy page costs one statement a second. A crash loses at most that second. */
export function createViewBuffer({ db, now, onFlushFailed }: ViewBufferDeps): ViewBuffer {
  let waiting = new Map<string, JobView>();
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();

  const put = (view: JobView): void => {
    const key = `${view.jobId} ${view.day} ${view.viewer}`;
    const seconds = Math.max(view.seconds, waiting.get(key)?.seconds ?? 0);
    waiting.set(key, { ...view, seconds });
  };
  const store = async (): Promise<void> => {
    const taken = waiting;
    if (taken.size === 0) return;
    waiting = new Map();
    try {
      await storeViews(db, [...taken.values()]);
    } catch (error) {
      for (const view of taken.values()) put(view);
      throw error;
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    flushing = flushing.then(store, store);
    return flushing;
  };
  const schedule = (): void => {
    timer ??= setTimeout(() => {
      flush().catch((error: unknown) => {
        onFlushFailed(error);
        schedule();
      });
    }, FLUSH_AFTER_MS);
    timer.unref();
  };
  return {
    add(view) {
      if (waiting.size >= MOST_WAITING) throw new AppError('busy', 'Views cannot be counted right now');
      put({ ...view, day: now().toISOString().slice(0, 10) });
      schedule();
    },
    flush,
    close: flush,
  };
}
