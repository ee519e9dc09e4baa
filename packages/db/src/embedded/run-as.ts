import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';

import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';

/** How the server's programs are started: as ourselves, in a user namespace, or as another user. */
export type RunAs =
  | { kind: 'self' }
  | { kind: 'namespace'; prefix: readonly string[] }
  | { kind: 'user'; uid: number; gid: number };

/**
 * PostgreSQL refuses to run as root. In order: not root, nothing to do; root, a user namespace in which root's own
 * files belong to an ordinary user; else the user `postgres` or `nobody`.
 */
export function chooseRunAs(): RunAs {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const prefix = ['unshare', '-U', '--map-user=1000', '--map-group=1000'] as const;
  const [program, ...rest] = prefix;
  if (spawnSync(program, [...rest, 'true'], { stdio: 'ignore' }).status === 0) {
    return { kind: 'namespace', prefix };
  }
  return userFromPasswd(readFileSync('/etc/passwd', 'utf8'));
}

/** Picks the account to run as from the text of /etc/passwd; throws `not_permitted` where there is none. */
export function userFromPasswd(passwd: string): RunAs {
  const rows = passwd.split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const row = rows.find(([name]) => name === wanted);
    const uid = Number(row?.[2]);
    const gid = Number(row?.[3]);
    if (Number.isInteger(uid) && Number.isInteger(gid) && uid > 0) return { kind: 'user', uid, gid };
  }
  throw new EmbeddedPostgresError(
    'not_permitted',
    'PostgreSQL refuses to run as root, and there is neither `unshare` nor a user postgres or nobody to run it as. ' +
      'Start Access as an ordinary user, or set DATABASE_URL.',
  );
}

/** The command line and spawn options that run `program` as decided; the working folder is one everybody may enter. */
export function commandAs(runAs: RunAs, program: string, args: readonly string[]): SpawnPlan {
  const cwd = parse(process.cwd()).root;
  if (runAs.kind === 'namespace') {
    const [command = program, ...rest] = [...runAs.prefix, program, ...args];
    return { command, args: rest, options: { cwd } };
  }
  const identity = runAs.kind === 'user' ? { uid: runAs.uid, gid: runAs.gid } : {};
  return { command: program, args: [...args], options: { cwd, ...identity } };
}

export type SpawnPlan = {
  command: string;
  args: string[];
  options: { cwd: string; uid?: number; gid?: number };
};

/**
 * The folder of the cluster's files: inside `dataDir`, unless another user must run the server and may not enter it;
 * then one of its own under /var/lib, told apart by the data folder's path.
 */
export function clusterFolder(dataDir: string, runAs: RunAs): string {
  const inside = join(dataDir, 'pgdata');
  const outside = join('/var/lib', `access-${shortHash(dataDir)}`, 'pgdata');
  // A cluster that is already there is the one, however this start would have placed it.
  if (existsSync(join(outside, 'PG_VERSION'))) return outside;
  if (runAs.kind !== 'user' || canEnter(dataDir, runAs)) return inside;
  if (existsSync(inside)) {
    throw new EmbeddedPostgresError(
      'not_permitted',
      `The database in ${inside} was made without root, and the account that runs PostgreSQL for root may not enter it. ` +
        'Start Access as the user who made it.',
    );
  }
  mkdirSync(dirname(outside), { recursive: true, mode: 0o755 });
  return outside;
}

/** The programs where `runAs` can reach them: as installed, or a copy outside the private folder they lie in. */
export function reachableBinaries(binaries: Binaries, runAs: RunAs): Binaries {
  if (runAs.kind !== 'user' || canEnter(join(binaries.root, 'bin'), runAs)) return binaries;
  const root = join('/var/lib', `access-postgres-${shortHash(binaries.root)}`);
  if (!existsSync(join(root, 'bin')))
    cpSync(binaries.root, root, { recursive: true, verbatimSymlinks: true });
  const moved = (program: string) => join(root, 'bin', basename(program));
  return {
    initdb: moved(binaries.initdb),
    postgres: moved(binaries.postgres),
    pgCtl: moved(binaries.pgCtl),
    root,
  };
}

/** Gives the cluster's files to the user who will run it, should an earlier start have run as another one. */
export function giveTo(folder: string, runAs: RunAs): void {
  if (runAs.kind === 'self' || process.getuid?.() !== 0) return;
  const { uid, gid } = runAs.kind === 'user' ? runAs : { uid: 0, gid: 0 };
  if (statSync(folder).uid === uid) return;
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(folder, entry), uid, gid);
  }
  chownSync(folder, uid, gid);
}

function canEnter(folder: string, user: { uid: number; gid: number }): boolean {
  const { mode, uid, gid } = statSync(folder);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  return folder === dirname(folder) || canEnter(dirname(folder), user);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
