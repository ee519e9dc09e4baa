import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { findBinaries } from './binaries.ts';
import { hasHolders } from './holders.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './launcher.ts';
import { chooseRunAs } from './run-as.ts';
import { stopServer } from './server.ts';

const prefix = 'access-disposable-';
const memoryFolder = '/dev/shm';
const gigabyte = 1024 ** 3;

/** Starts a PostgreSQL for one test run: nothing is flushed to disk, and stopping it removes every trace. */
export async function startDisposablePostgres(): Promise<EmbeddedPostgres> {
  await sweep();
  const dataDir = mkdtempSync(join(scratchFolder(), prefix));
  // The account that runs the server for root must be able to enter; the files inside stay private.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, isDisposable: true });
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  return { ...server, stop };
}

/** Memory where there is room: a clone of the template takes 20 ms there, on a busy disk 200 to 400. */
export function scratchFolder(): string {
  if (!existsSync(memoryFolder)) return tmpdir();
  const { bavail, bsize } = statfsSync(memoryFolder);
  // Containers often give /dev/shm 64 MB only.
  const hasRoom = bavail * bsize > 2 * gigabyte && freemem() > 4 * gigabyte;
  return hasRoom ? memoryFolder : tmpdir();
}

/** A run that was killed leaves its server behind; the next one ends it. */
async function sweep(): Promise<void> {
  const abandoned = [memoryFolder, tmpdir()]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => basename(path).startsWith(prefix))
    .filter((dataDir) => statSync(dataDir).uid === process.getuid?.())
    .filter((dataDir) => existsSync(join(dataDir, 'holders')) && !hasHolders(dataDir));
  if (abandoned.length === 0) return;
  const binaries = await findBinaries();
  for (const dataDir of abandoned) {
    await stopServer({ dataDir, cluster: join(dataDir, 'pgdata'), binaries, runAs: chooseRunAs() });
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
