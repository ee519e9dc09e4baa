import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { Client } from 'pg';

import { findRunning, owner, serverEnvironment, type Installation } from './cluster.ts';
import { EmbeddedPostgresError, explainFailure } from './errors.ts';
import { hasCode, isPostgresOf } from './processes.ts';
import { commandAs } from './run-as.ts';
import { serverArguments } from './settings.ts';

/** Crash recovery replays at most `max_wal_size` of log, which a slow disk does in well under this. */
const readyWithinMs = 180_000;
/** Workers of a killed server notice its death within a second or two; until then its memory is in use. */
const orphansGoneWithinMs = 15_000;
const stopWithinMs = 30_000;
const logLimitBytes = 10 * 1024 * 1024;

type RunOptions = {
  installation: Installation;
  url: string;
  port: number;
  isDisposable: boolean;
  log: (line: string) => void;
};

/** Starts the server in a session of its own and waits until it answers; throws `EmbeddedPostgresError`. */
export async function runServer(options: RunOptions): Promise<void> {
  const deadline = Date.now() + orphansGoneWithinMs;
  for (;;) {
    const outcome = await attempt(options);
    if (outcome === 'ready') return;
    const hasOrphans = /pre-existing shared memory block/.test(outcome.output);
    if (!hasOrphans || Date.now() > deadline) throw explainFailure(outcome.output, options.port);
    await delay(200);
  }
}

async function attempt(options: RunOptions): Promise<'ready' | { output: string }> {
  const { installation, url, log } = options;
  const logFile = join(installation.dataDir, 'server.log');
  const { child, logStart } = spawnServer(options, logFile);
  let isGone = false;
  let spawnProblem = '';
  child.once('exit', () => {
    isGone = true;
  });
  child.once('error', (error) => {
    isGone = true;
    spawnProblem = error.message;
  });
  try {
    await waitUntilReady({ url, log, isGone: () => isGone });
    return 'ready';
  } catch (error) {
    if (!(error instanceof ServerGoneError)) throw error;
    return { output: readFileSync(logFile).subarray(logStart).toString('utf8') + spawnProblem };
  }
}

function spawnServer(options: RunOptions, logFile: string): { child: ChildProcess; logStart: number } {
  const { installation, port, isDisposable } = options;
  rotate(logFile);
  const handle = openSync(logFile, 'a', 0o600);
  const logStart = statSync(logFile).size;
  try {
    const args = ['-D', installation.cluster, ...serverArguments({ port, isDisposable })];
    const plan = commandAs(installation.runAs, installation.binaries.postgres, args);
    // Detached: Ctrl-C reaches the whole terminal group, and the server must outlive the last query of whoever stops it.
    const child = spawn(plan.command, plan.args, {
      ...plan.options,
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', handle, handle],
    });
    child.unref();
    return { child, logStart };
  } finally {
    closeSync(handle);
  }
}

function rotate(logFile: string): void {
  try {
    if (statSync(logFile).size > logLimitBytes) renameSync(logFile, `${logFile}.1`);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

/** The server that was waited for has ended. */
export class ServerGoneError extends Error {}

/** Waits until the server takes connections, and makes the database `access` where it is missing. */
export async function waitUntilReady(options: {
  url: string;
  log: (line: string) => void;
  isGone?: () => boolean;
}): Promise<void> {
  const started = Date.now();
  let hasTold = false;
  while (!(await tryConnect(options.url))) {
    if (options.isGone?.()) throw new ServerGoneError();
    const waitedMs = Date.now() - started;
    if (waitedMs > readyWithinMs) {
      throw new EmbeddedPostgresError(
        'start_failed',
        `PostgreSQL did not answer in ${readyWithinMs / 1000} s.`,
      );
    }
    if (waitedMs > 3_000 && !hasTold) {
      options.log('PostgreSQL is recovering its data');
      hasTold = true;
    }
    await delay(20);
  }
}

async function tryConnect(url: string): Promise<boolean> {
  const maintenanceUrl = new URL(url);
  maintenanceUrl.pathname = '/postgres';
  const client = new Client({ connectionString: maintenanceUrl.href, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {
    // The same failure rejects the pending connect or query below.
  });
  try {
    await client.connect();
    const found = await client.query('select 1 from pg_database where datname = $1', [owner]);
    if (found.rowCount === 0) await client.query(`create database ${owner}`);
    return true;
  } catch (error) {
    if (isNotYetReady(error)) return false;
    if (hasCode(error, '28P01')) {
      throw new EmbeddedPostgresError(
        'not_permitted',
        'The password kept in the data folder does not fit its database.',
        { cause: error },
      );
    }
    throw error;
  } finally {
    await client.end();
  }
}

/** Refused, reset or timed out while the port is not served yet; 57P03: starting up, recovering or shutting down. */
function isNotYetReady(error: unknown): boolean {
  const codes = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P03', '57P01'];
  if (codes.some((code) => hasCode(error, code))) return true;
  return (
    error instanceof Error && /Connection terminated|timeout expired|timeout exceeded/.test(error.message)
  );
}

/** Ends the server of this cluster: open transactions roll back, everything committed is on disk. */
export async function stopServer({ cluster, binaries }: Installation): Promise<void> {
  const running = findRunning(cluster);
  if (!running) return;
  if (process.platform === 'win32') {
    const done = spawnSync(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast'], { encoding: 'utf8' });
    if (done.status !== 0) throw explainFailure(`${done.stdout}${done.stderr}`, running.port);
    return;
  }
  // SIGINT is PostgreSQL's fast shutdown; SIGQUIT, the immediate one, recovers from the log at the next start.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    sendSignal(running.pid, signal);
    if (await isGoneWithin(stopWithinMs, running.pid, cluster)) return;
  }
  throw new EmbeddedPostgresError('start_failed', `PostgreSQL (process ${running.pid}) does not stop.`);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Ended by itself since the look.
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

async function isGoneWithin(limitMs: number, pid: number, cluster: string): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (isPostgresOf(pid, cluster)) {
    if (Date.now() > deadline) return false;
    await delay(10);
  }
  return true;
}
