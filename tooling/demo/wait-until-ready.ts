import { setTimeout as delay } from 'node:timers/promises';

const TIMEOUT_MS = 120_000;

/** Asks the address until it answers 200; rejects after two minutes, resolves early when the demo is being stopped. */
export async function waitUntilReady(url: string, isStopping: () => boolean): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MS;
  let last = 'no answer';
  while (performance.now() < deadline && !isStopping()) {
    try {
      const response = await fetch(url);
      if (response.ok) return;
      last = `${response.status} ${await response.text()}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await delay(100);
  }
  if (!isStopping()) throw new Error(`The server did not become ready: ${last}`);
}
