import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { isAlive } from './processes.ts';

/** Notes that this process uses the server of `dataDir`; the answer takes the note back. */
export function holdServer(dataDir: string): () => void {
  const folder = join(dataDir, 'holders');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const note = join(folder, `${process.pid}-${randomUUID()}`);
  writeFileSync(note, '');
  return () => rmSync(note, { force: true });
}

/** Whether any living process still uses the server; notes of dead ones are swept. */
export function hasHolders(dataDir: string): boolean {
  const folder = join(dataDir, 'holders');
  const notes = readdirSync(folder);
  const dead = notes.filter((note) => !isAlive(Number.parseInt(note, 10)));
  for (const note of dead) rmSync(join(folder, note), { force: true });
  return notes.length > dead.length;
}
