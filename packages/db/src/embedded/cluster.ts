import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { postgresMajor, type Binaries } from './binaries.ts';
import { EmbeddedPostgresError, explainFailure } from './errors.ts';
import { hasCode, isPostgresOf } from './processes.ts';
import { commandAs, type RunAs } from './run-as.ts';

/** The superuser and the database that the launcher makes. */
export const owner = 'access';

/** An empty cluster takes 40 MB and its first write-ahead log segments as much again; below this a start is hopeless. */
const neededBytes = 200 * 1024 * 1024;

/** Everything the launcher decided before it touches the server. */
export type Installation = { dataDir: string; cluster: string; binaries: Binaries; runAs: RunAs };

/** The password of the superuser: made at the first start, readable by this user alone. */
export function readOrMakePassword(dataDir: string): string {
  const path = join(dataDir, 'password');
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  const password = randomBytes(24).toString('hex');
  writeFileSync(path, `${password}\n`, { mode: 0o600, flag: 'wx' });
  return password;
}

/** Makes the cluster if it is not there; throws `other_version` for one of another major version, `no_space`. */
export function ensureCluster(installation: Installation, password: string): 'made' | 'found' {
  const { cluster } = installation;
  const versionFile = join(cluster, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, 'utf8').trim();
    if (version === postgresMajor) return 'found';
    throw new EmbeddedPostgresError(
      'other_version',
      `The database in ${cluster} was made by PostgreSQL ${version}, and this is version ${postgresMajor}. ` +
        'Move the data over with pg_dump, or start with another ACCESS_DATA_DIR.',
    );
  }
  refuseWithoutSpace(dirname(cluster));
  makeCluster(installation, password);
  return 'made';
}

/** Refuses early with `no_space` where the file system of `folder` cannot hold an empty cluster. */
export function refuseWithoutSpace(folder: string, needed = neededBytes): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= needed) return;
  const megabytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);
  throw new EmbeddedPostgresError(
    'no_space',
    `PostgreSQL needs ${megabytes(needed)} MB in ${folder}, and ${megabytes(free)} MB are free.`,
  );
}

/** initdb works in a folder beside the real one, renamed when done: a killed first start leaves no half cluster. */
function makeCluster({ cluster, binaries, runAs }: Installation, password: string): void {
  const fresh = `${cluster}.new-${randomUUID()}`;
  const passwordFile = `${fresh}.password`;
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (runAs.kind === 'user') {
    for (const path of [fresh, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
  }
  try {
    const { command, args, options } = commandAs(runAs, binaries.initdb, [
      '-D',
      fresh,
      '-U',
      owner,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
      '--no-sync',
    ]);
    const done = spawnSync(command, args, { ...options, encoding: 'utf8', env: serverEnvironment() });
    if (done.error) throw done.error;
    if (done.status !== 0) throw explainFailure(`${done.stdout}${done.stderr}`, 0);
    renameSync(fresh, cluster);
    chmodSync(cluster, 0o700);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The environment without PG* variables, which would override what the launcher says. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env;
  return { PATH, HOME, TMPDIR, SystemRoot, LC_ALL: 'C' };
}

/** The server that runs on this cluster now, as its own pid file tells and the process table confirms. */
export function findRunning(cluster: string): { pid: number; port: number } | undefined {
  const lines = readPidFile(cluster);
  const pid = Number(lines?.[0]);
  const port = Number(lines?.[3]);
  if (!isPostgresOf(pid, cluster)) return undefined;
  return { pid, port };
}

/**
 * After a crash the pid file may name a process that belongs to someone else by now (certain in a restarted container),
 * and PostgreSQL would refuse to start. The number is replaced by one that no system gives out; the rest stays, as
 * PostgreSQL finds left-over workers of the dead server by it.
 */
export function disownStalePid(cluster: string): void {
  const lines = readPidFile(cluster);
  if (!lines || isPostgresOf(Number(lines[0]), cluster)) return;
  writeFileSync(join(cluster, 'postmaster.pid'), ['99999999', ...lines.slice(1)].join('\n'));
}

function readPidFile(cluster: string): string[] | undefined {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
