import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { findBinaries } from './binaries.ts';
import {
  disownStalePid,
  ensureCluster,
  findRunning,
  owner,
  readOrMakePassword,
  type Installation,
} from './cluster.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { hasHolders, holdServer } from './holders.ts';
import { withLaunchLock } from './launch-lock.ts';
import { choosePort } from './port.ts';
import { chooseRunAs, clusterFolder, giveTo, reachableBinaries } from './run-as.ts';
import { runServer, ServerGoneError, stopServer, waitUntilReady } from './server.ts';

export type EmbeddedPostgresOptions = {
  /** Folder of everything the launcher keeps: cluster, password, port, log. Made if missing. */
  dataDir: string;
  /** Port on 127.0.0.1 to insist on; without it a free one is chosen at the first start and kept. */
  port?: number;
  /** Receives one line per step that a waiting person would want to read. */
  log?: (line: string) => void;
};

export type EmbeddedPostgres = {
  /** Connection string of the database `access`, password included. */
  url: string;
  port: number;
  /** Stops the server (fast shutdown) once no other process uses it. */
  stop: () => Promise<void>;
};

type LaunchOptions = EmbeddedPostgresOptions & { isDisposable?: boolean };

/**
 * Starts PostgreSQL 18 on `dataDir`, or joins the server that already runs there. The server survives this process:
 * after a kill the next start joins it or recovers the data. Throws `EmbeddedPostgresError`.
 */
export async function startEmbeddedPostgres(options: LaunchOptions): Promise<EmbeddedPostgres> {
  mkdirSync(resolve(options.dataDir), { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(resolve(options.dataDir));
  const lock = join(dataDir, 'launch.lock');
  const installation = await prepare(dataDir);
  return withLaunchLock(lock, async () => {
    const { url, port } = await launch(installation, options);
    const release = holdServer(dataDir);
    const stop = async () => {
      await withLaunchLock(lock, async () => {
        release();
        if (!hasHolders(dataDir)) await stopServer(installation);
      });
    };
    return { url, port, stop };
  });
}

async function prepare(dataDir: string): Promise<Installation> {
  const runAs = chooseRunAs();
  const binaries = reachableBinaries(await findBinaries(), runAs);
  return { dataDir, cluster: clusterFolder(dataDir, runAs), binaries, runAs };
}

async function launch(
  installation: Installation,
  options: LaunchOptions,
): Promise<{ url: string; port: number }> {
  const { dataDir, cluster, runAs } = installation;
  const log = options.log ?? ignore;
  const password = readOrMakePassword(dataDir);
  const urlAt = (port: number) => `postgres://${owner}:${password}@127.0.0.1:${port}/${owner}`;

  const running = findRunning(cluster);
  if (running) {
    const url = urlAt(running.port);
    if (await joinRunning({ cluster, url, log })) return { url, port: running.port };
  }
  if (ensureCluster(installation, password) === 'made') log(`Created a PostgreSQL database in ${dataDir}`);
  giveTo(cluster, runAs);
  disownStalePid(cluster);
  const start = async (port: number) => {
    await runServer({
      installation,
      url: urlAt(port),
      port,
      isDisposable: options.isDisposable ?? false,
      log,
    });
    return { url: urlAt(port), port };
  };
  try {
    return await start(await choosePort(dataDir, options.port));
  } catch (error) {
    const isTaken = error instanceof EmbeddedPostgresError && error.problem === 'port_taken';
    if (!isTaken || options.port !== undefined) throw error;
    // Someone took the free port between the look and the start: once more with another.
    return start(await choosePort(dataDir, undefined));
  }
}

/** Waits for the server that runs on the cluster; false if it ends instead of answering. */
async function joinRunning(options: {
  cluster: string;
  url: string;
  log: (line: string) => void;
}): Promise<boolean> {
  const { cluster, url, log } = options;
  try {
    await waitUntilReady({ url, log, isGone: () => findRunning(cluster) === undefined });
    log('Joined the PostgreSQL that already ran on the data folder');
    return true;
  } catch (error) {
    if (error instanceof ServerGoneError) return false;
    throw error;
  }
}

function ignore(): void {
  // No one is listening to the launcher's progress.
}
