import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { createDatabase, migrateToLatest, type Db } from '@access/db';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@access/db/embedded';

import { fillCatalogue } from './fill-catalogue.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** A running database with a synthetic catalogue, and the processes started on it. */
export interface Stand {
  readonly db: Db;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Starts a program of the project on this database; resolves when it says that it is ready (IPC) or answers `readyUrl`. */
  start(script: string, options: { env?: Record<string, string>; readyUrl?: string }): Promise<ChildProcess>;
  run(script: string, args: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Opens (or makes once and keeps) a database with `count` synthetic jobs under `dataDir`, with content vectors learnt
 * from them. Deterministic for the seed.
 */
export async function openStand({
  dataDir,
  count,
  seed,
}: {
  dataDir: string;
  count: number;
  seed: number;
}): Promise<Stand> {
  await mkdir(dataDir, { recursive: true });
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), log: say });
  await migrateToLatest(postgres.url);
  const db = createDatabase({
    url: postgres.url,
    applicationName: 'access bench',
    statementTimeoutMs: 0,
    max: 4,
  });
  const stand = standOn({ postgres, db, dataDir });
  const { jobs } = await db
    .selectFrom('jobs')
    .select((eb) => eb.fn.countAll<number>().as('jobs'))
    .executeTakeFirstOrThrow();
  if (Number(jobs) === 0) {
    await stand.run('apps/worker/src/cli/main.ts', ['seed']);
    say(`Making ${count} synthetic jobs (seed ${seed})`);
    await fillCatalogue(db, { count, seed });
  } else if (Number(jobs) !== count) {
    await stand.stop();
    throw new Error(`${dataDir} holds ${jobs} jobs, not ${count}: give another --data folder`);
  }
  await stand.run('apps/worker/src/cli/main.ts', ['train-content', '--if-missing']);
  return stand;
}

function standOn({ postgres, db, dataDir }: { postgres: EmbeddedPostgres; db: Db; dataDir: string }): Stand {
  const children: ChildProcess[] = [];
  const env = { ...process.env, DATABASE_URL: postgres.url, ACCESS_DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  return {
    db,
    databaseUrl: postgres.url,
    dataDir,
    async start(script, options) {
      const child = spawn(process.execPath, [path.join(root, script)], {
        cwd: root,
        env: { ...env, ...options.env },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      children.push(child);
      await (options.readyUrl === undefined ? said(child) : answering(options.readyUrl, child));
      return child;
    },
    async run(script, args) {
      const child = spawn(process.execPath, [path.join(root, script), ...args], {
        cwd: root,
        env,
        stdio: 'inherit',
      });
      const code = await new Promise((resolve) => child.once('exit', resolve));
      if (code !== 0) throw new Error(`${script} ${args.join(' ')} failed`);
    },
    async stop() {
      await Promise.all(children.map(ended));
      await db.destroy();
      await postgres.stop();
    },
  };
}

const said = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`Ended before it was ready (exit code ${code})`)));
  });

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let waited = 0; waited < 600 && child.exitCode === null; waited++) {
    const isReady = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not become ready`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** The value below which the share `p` of the sorted measurements lies. */
export function quantile(sorted: readonly number[], p: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}

/** What the figures were measured on. */
export async function machine(): Promise<string> {
  const os = await import('node:os');
  const cpus = os.cpus();
  const container = existsSync('/proc/version') ? os.release() : os.platform();
  return `${cpus.length} cores ${cpus[0]?.model ?? 'unknown'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${container}`;
}
