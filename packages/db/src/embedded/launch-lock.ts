import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { hasCode, isAlive } from './processes.ts';

/** A launch takes seconds; a lock older than this belongs to a process number that was given out again. */
const staleAfterMs = 120_000;

/**
 * Runs `work` while holding `path` as a lock among processes. A holder that was killed is noticed by its process
 * number. PostgreSQL's own interlock remains underneath, so a lost race costs an error, never data.
 */
export async function withLaunchLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mine = `${path}.${randomUUID()}`;
  writeFileSync(mine, `${process.pid} ${mine}`);
  try {
    while (!tryLink(mine, path)) {
      removeStale(path);
      await delay(50);
    }
    try {
      return await work();
    } finally {
      unlinkIfThere(path);
    }
  } finally {
    unlinkIfThere(mine);
  }
}

function tryLink(mine: string, path: string): boolean {
  try {
    // link() is atomic and refuses an existing name: exactly one process wins.
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function removeStale(path: string): void {
  const seen = readHolder(path);
  if (!seen) return;
  if (isAlive(seen.pid) && seen.ageMs < staleAfterMs) return;
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  // Between the look and the rename another process may have taken over: then this is a live lock, so put it back.
  if (readHolder(aside)?.text !== seen.text) tryLink(aside, path);
  unlinkIfThere(aside);
}

function readHolder(path: string): { pid: number; ageMs: number; text: string } | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return { pid: Number.parseInt(text, 10), ageMs: Date.now() - statSync(path).mtimeMs, text };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function unlinkIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}
