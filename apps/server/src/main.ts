import { createContainer } from './container.ts';
import { createServer } from './create-server.ts';
import { readEnv } from './env.ts';

/** Calls may take this long to finish when the server is asked to stop, in ms. */
const STOP_TIMEOUT_MS = 10_000;

const env = readEnv();
const container = await createContainer(env);
const { log } = container;
const app = await createServer(container);
const address = await app.listen({ port: env.port, host: env.host });
log.info({ address }, 'server.ready');
process.send?.({ type: 'ready', address });

let isStopping = false;
async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ signal }, 'server.stopping');
  // Open pages hold a stream each: they are ended, and come back to another server.
  const isLate = setTimeout(() => app.server.closeAllConnections(), STOP_TIMEOUT_MS);
  await app.close();
  clearTimeout(isLate);
  await container.close();
  log.info({}, 'server.stopped');
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));
// A launcher that was killed leaves no orphan behind.
process.on('disconnect', () => void stop('disconnect'));
