import { hostname } from 'node:os';

import { beat, endBeat, type WorkerDetail } from '@access/core/housekeeping';
import type { Db } from '@access/db';

/** Who reads it should allow for a beat or two that were lost. */
const EVERY_MS = 10_000;

/**
 * Tells every ten seconds, from now on, that this worker lives and how it stands. Beats follow each other; `stop` takes the worker's row
 * away after the last.
 */
export async function startHeartbeat({
  db,
  detail,
  onError,
}: {
  db: Db;
  detail: () => WorkerDetail;
  onError: (error: unknown) => void;
}): Promise<{ workerId: string; stop(): Promise<void> }> {
  const workerId = `${hostname()}:${process.pid}:${crypto.randomUUID().slice(0, 8)}`;
  await beat(db, workerId, detail());
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= beat(db, workerId, detail())
      .catch(onError)
      .finally(() => {
        running = undefined;
      });
  }, EVERY_MS);
  return {
    workerId,
    async stop() {
      clearInterval(timer);
      await running;
      await endBeat(db, workerId);
    },
  };
}
