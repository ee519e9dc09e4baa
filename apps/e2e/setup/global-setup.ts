import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/**
 * Starts the demo as a person would, in an empty data folder and on a free port, unless E2E_BASE_URL names a running
 * one. The returned function stops it and removes the folder.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env['E2E_BASE_URL'] !== undefined) return async () => undefined;
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'access-e2e-'));
  const port = await freePort();
  const demo = spawn(process.execPath, [path.join(root, 'tooling/demo/demo.ts')], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      ACCESS_DATA_DIR: dataDir,
      ACCESS_SEED: 'demo',
      // Every journey comes from one address.
      ACCESS_RATE_LIMIT: '1000000',
      // A developer's own database is not for tests.
      DATABASE_URL: undefined,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  process.env['E2E_BASE_URL'] = await readyUrl(demo);
  return async () => {
    const gone = new Promise((resolve) => demo.once('exit', resolve));
    demo.kill('SIGTERM');
    await gone;
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** The address the demo says it is ready at; rejects when it ends before. */
function readyUrl(demo: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    demo.once('exit', (code) => reject(new Error(`The demo ended before it was ready (exit code ${code})`)));
    demo.on('message', (message) => {
      if (typeof message === 'object' && message !== null && 'url' in message) resolve(String(message.url));
    });
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
