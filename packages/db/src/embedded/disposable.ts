import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findBinaries } from './binaries.ts';
import { hasHolders } from './holders.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './launcher.ts';
import { chooseRunAs } from './run-as.ts';
import { stopServer } from './server.ts';

const prefix = 'access-disposable-';

/** Starts a PostgreSQL for one test run: nothing is flushed to disk, and stopping it removes every trace. */
export async function startDisposablePostgres(): Promise<EmbeddedPostgres> {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  // The account that runs the server for root must be able to enter; the files inside stay private.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, isDisposable: true });
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  return { ...server, stop };
}

/** A run that was killed leaves its server behind; the next one ends it. */
async function sweep(): Promise<void> {
  const abandoned = readdirSync(tmpdir())
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(tmpdir(), name))
    .filter((dataDir) => statSync(dataDir).uid === process.getuid?.())
    .filter((dataDir) => existsSync(join(dataDir, 'holders')) && !hasHolders(dataDir));
  if (abandoned.length === 0) return;
  const binaries = await findBinaries();
  for (const dataDir of abandoned) {
    await stopServer({ dataDir, cluster: join(dataDir, 'pgdata'), binaries, runAs: chooseRunAs() });
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
