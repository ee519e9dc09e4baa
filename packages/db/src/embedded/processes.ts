import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether an error of Node's carries this `code` (ENOENT, ECONNREFUSED, 57P03 …). */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Whether a process of this number exists, ours or not. */
export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** Whether process `pid` is the PostgreSQL of this cluster and not a stranger who was given its number. */
export function isPostgresOf(pid: number, cluster: string): boolean {
  // Windows tells no command line cheaply; there a live number is taken for the server.
  return isAlive(pid) && (process.platform === 'win32' || commandLine(pid).includes(cluster));
}

function commandLine(pid: number): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch (error) {
      // Gone between the two looks.
      if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return '';
      throw error;
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}
