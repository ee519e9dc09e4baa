import { z } from 'zod';

import { createDatabase } from '@access/db';
import { startDisposablePostgres } from '@access/db/embedded';

import { createQueue, defineJob } from '../src/index.ts';
import { createRecordingLog } from '../test/recording-log.ts';

/**
 * Measures how long a job waits: from the moment its transaction begins, and from its commit, to the first line of its
 * handler. One at a time, so that every job has to wake an idle worker.
 */
const jobs = 500;
const warmUp = 20;
const targetMs = 50;

const server = await startDisposablePostgres();
const db = createDatabase({ url: server.url, applicationName: 'bench', max: 2 });
const log = createRecordingLog();
const job = defineJob({ name: 'bench.wake-up', payload: z.object({ index: z.int() }), policy: 'short' });
let onStart: (startedAt: number) => void = () => {};
const producer = createQueue({ url: server.url, applicationName: 'bench-producer', log, mode: 'producer' });
const worker = createQueue({ url: server.url, applicationName: 'bench-worker', log, mode: 'worker' });
worker.register([job], { 'bench.wake-up': async () => onStart(performance.now()) });
await producer.start();
await worker.start();

const fromBegin: number[] = [];
const fromCommit: number[] = [];
for (let index = 0; index < warmUp + jobs; index++) {
  const started = new Promise<number>((resolve) => {
    onStart = resolve;
  });
  const beganAt = performance.now();
  await db.transaction().execute((trx) => producer.enqueue(trx, job, { index }));
  const committedAt = performance.now();
  const startedAt = await started;
  if (index >= warmUp) {
    fromBegin.push(startedAt - beganAt);
    fromCommit.push(startedAt - committedAt);
  }
  // The worker settles the job and falls asleep again; a job that meets it awake would measure nothing.
  await new Promise((resolve) => setTimeout(resolve, 10));
}

await worker.stop();
await producer.stop();
await db.destroy();
await server.stop();

const percentile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const report = (label: string, values: number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  const figures = [0.5, 0.95, 0.99].map(
    (share) => `p${share * 100} ${percentile(sorted, share).toFixed(1)} ms`,
  );
  console.log(`${label.padEnd(32)} ${figures.join('  ')}  max ${percentile(sorted, 1).toFixed(1)} ms`);
  return percentile(sorted, 0.95);
};
console.log(`${jobs} jobs, one at a time, an idle worker each`);
const p95 = report('transaction begins → handler', fromBegin);
report('commit is confirmed → handler', fromCommit);
if (p95 >= targetMs) {
  console.error(`p95 is not under ${targetMs} ms`);
  process.exitCode = 1;
}
