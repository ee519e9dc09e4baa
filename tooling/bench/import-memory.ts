import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { z } from 'zod';

import { generateFeed, type FeedFormat } from './generate-feed.ts';
import { openImporter, openImportStand } from './import-stand.ts';

/** What the importing process says when it is done. */
const Measured = z.object({ rows: z.int(), seconds: z.number(), maxRssMiB: z.number() });

const formats: readonly FeedFormat[] = ['json', 'jsonl', 'xml', 'csv'];

/** Imports generated feeds of `mebibytes` each, in processes of their own, and prints the most memory each held. */
export async function measureMemory(mebibytes: number): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'access-bench-memory-'));
  const stand = await openImportStand();
  try {
    for (const format of formats) {
      const file = path.join(folder, `feed.${format}`);
      await generateFeed(file, { format, bytes: mebibytes * 2 ** 20, characters: 20_000 });
      const size = ((await stat(file)).size / 2 ** 20).toFixed(0);
      const { rows, seconds, maxRssMiB } = await inChild([stand.url, file, format]);
      console.log(
        `  ${format}: ${size} MiB, ${rows} postings in ${seconds.toFixed(0)} s, at most ${maxRssMiB.toFixed(0)} MiB resident`,
      );
      await rm(file);
    }
  } finally {
    await stand.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function inChild(args: readonly string[]): Promise<z.infer<typeof Measured>> {
  const child = spawn(process.execPath, [import.meta.filename, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [message]: unknown[] = await once(child, 'message');
  await once(child, 'exit');
  return Measured.parse(message);
}

if (import.meta.main) {
  const [url = '', file = '', source = ''] = process.argv.slice(2);
  const { db, imports } = await openImporter(url);
  const started = performance.now();
  const { read } = await imports.importPaths({ paths: [file], format: 'auto', source });
  await db.destroy();
  const seconds = (performance.now() - started) / 1_000;
  process.send?.({ rows: read, seconds, maxRssMiB: process.resourceUsage().maxRSS / 1_024 });
}
