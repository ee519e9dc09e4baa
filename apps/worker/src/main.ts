import { JOBS_CHANGED_CHANNEL } from '@access/core/jobs';
import { MODELS_CHANNEL } from '@access/core/models';
import { listen } from '@access/db';

import { createContainer } from './container.ts';
import { readEnv } from './env.ts';
import { startDispatcher } from './events/dispatcher.ts';
import { startHeartbeat } from './heartbeat.ts';
import { schedules } from './schedules.ts';

/** Popularity is read this often, in ms; likes of others may show in the ranking that much later. */
const POPULARITY_EVERY_MS = 15_000;
/** A change whose NOTIFY was lost is found by this poll, in ms. */
const CATCH_UP_EVERY_MS = 5_000;
/** A running job may take this long to finish when the worker is asked to stop, in ms. */
const STOP_TIMEOUT_MS = 20_000;

const env = readEnv();
const container = await createContainer(env);
const { log, db, queue, runtime } = container;

const complain = (what: string) => (error: unknown) => log.error({ err: error }, what);
const follow = (): void => void runtime.catchUp().catch(complain('recommendations.index_not_followed'));
const reload = (): void => void runtime.reload().catch(complain('recommendations.model_not_reloaded'));

const jobChanges = await listen({
  url: env.databaseUrl,
  channel: JOBS_CHANGED_CHANNEL,
  onPayload: follow,
  onReconnect: follow,
  onError: complain('database.listener_lost'),
});
const modelChanges = await listen({
  url: env.databaseUrl,
  channel: MODELS_CHANNEL,
  onPayload: reload,
  onReconnect: reload,
  onError: complain('database.listener_lost'),
});
queue.register(container.jobs, container.handlers);
await queue.start();
await queue.schedule(schedules);
await container.imports.pickUp();
const dispatcher = await startDispatcher({
  db,
  databaseUrl: env.databaseUrl,
  subscribers: container.subscribers,
  onError: complain('events.not_dispatched'),
});
const timers = [
  setInterval(follow, CATCH_UP_EVERY_MS),
  setInterval(
    () => void runtime.catchUpPopularity().catch(complain('recommendations.popularity_not_read')),
    POPULARITY_EVERY_MS,
  ),
];
await runtime.catchUp();
const heartbeat = await startHeartbeat({
  db,
  detail: container.detail,
  onError: complain('worker.heartbeat_not_told'),
});
log.info({ jobs: runtime.current().engine.size() }, 'worker.ready');
process.send?.({ type: 'ready' });

let isStopping = false;
async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ signal }, 'worker.stopping');
  for (const timer of timers) clearInterval(timer);
  await Promise.all([jobChanges.close(), modelChanges.close(), dispatcher.close()]);
  await queue.stop({ timeoutMs: STOP_TIMEOUT_MS });
  await heartbeat.stop().catch(complain('worker.heartbeat_not_told'));
  await db.destroy();
  log.info({}, 'worker.stopped');
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));
// A launcher that was killed leaves no orphan behind.
process.on('disconnect', () => void stop('disconnect'));
