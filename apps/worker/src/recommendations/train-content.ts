import { Worker } from 'node:worker_threads';

import { z } from 'zod';

const Trained = z.object({
  bytes: z.instanceof(Uint8Array),
  documents: z.int(),
  tokens: z.int(),
  seconds: z.number(),
});
/** A content model learnt from the catalogue and the shipped occupations, ready to be stored. */
export type TrainedContent = z.infer<typeof Trained>;

/**
 * Trains content vectors in a thread of its own, reading the live jobs itself. Deterministic for a catalogue.
 * Aborting ends the thread and rejects.
 */
export async function trainContent(databaseUrl: string, signal?: AbortSignal): Promise<TrainedContent> {
  signal?.throwIfAborted();
  const thread = new Worker(new URL('./train-content.thread.ts', import.meta.url), {
    workerData: { databaseUrl },
  });
  const abort = (): void => void thread.terminate();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await new Promise<TrainedContent>((resolve, reject) => {
      thread.once('message', (message) => resolve(Trained.parse(message)));
      thread.once('error', reject);
      thread.once('exit', (code) => reject(new Error(`Training ended early (exit code ${code})`)));
    });
  } finally {
    signal?.removeEventListener('abort', abort);
    await thread.terminate();
  }
}
