import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import type { ImportFormat, ImportSummary } from '@access/contracts/imports';

import { bareCopy } from './bare-copy.ts';
import { generateFeed } from './generate-feed.ts';
import { measureMemory } from './import-memory.ts';
import { openImportStand, understood, type ImportStand } from './import-stand.ts';
import { machine } from './stand.ts';

const { positionals: paths, values } = parseArgs({
  allowPositionals: true,
  options: {
    next: { type: 'string' },
    twice: { type: 'boolean', default: false },
    memory: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(`npm run bench -- import [path…] [--next path] [--twice] [--memory MiB] [--keep]

Imports feeds into a database of its own that vanishes afterwards, and prints rows a second, indexing included, beside a bare COPY of the
same rows into a table without indexes. Without a path: the real sets of ../shared/data where they are, else generated ones.
  --next path    imports this complete feed (--full) behind the first, as the next day's
  --twice        imports all of it once more: nothing may change
  --memory MiB   instead: generates feeds of this size (JSON, JSON lines, XML, CSV), imports each as a dry run and for real, and prints the
                 most memory the process held`);
  process.exit(0);
}

/** A set to be imported: the first file, and perhaps the next day's. */
interface BenchSet {
  readonly name: string;
  readonly path: string;
  readonly next?: string | undefined;
  readonly format?: ImportFormat;
}

if (values.memory === undefined) await measureSpeed();
else await measureMemory(Number(values.memory));
console.log(await machine());

async function measureSpeed(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'access-bench-import-'));
  try {
    for (const set of await setsIn(folder)) await measure(set);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function setsIn(folder: string): Promise<BenchSet[]> {
  if (paths.length > 0)
    return paths.map((each) => ({ name: path.basename(each), path: each, next: values.next }));
  const real = path.resolve(import.meta.dirname, '../../../shared/data/postings');
  if (existsSync(real)) {
    const day = (date: string): string => path.join(real, `greenhouse/all_jobs_${date}.json.gz`);
    return [
      {
        name: 'Short rows (Greenhouse, two days)',
        path: day('2026-01-06T0106Z'),
        next: day('2026-01-07T0107Z'),
      },
      { name: 'Full texts (NHS)', path: path.join(real, 'nhs/nhs_jobposting_jsonld.tar.xz') },
    ];
  }
  const [short, full] = [path.join(folder, 'short.jsonl'), path.join(folder, 'full.jsonl')];
  await generateFeed(short, { format: 'jsonl', rows: 30_000, characters: 0 });
  await generateFeed(full, { format: 'jsonl', rows: 5_000, characters: 4_000 });
  return [
    { name: 'Short rows (generated)', path: short },
    { name: 'Full texts (generated)', path: full },
  ];
}

async function measure({ name, path: first, next, format = 'auto' }: BenchSet): Promise<void> {
  console.log(`\n${name}`);
  const stand = await openImportStand();
  try {
    const seconds = await importOnce(stand, { path: first, format, label: 'first import' });
    if (next !== undefined)
      await importOnce(stand, { path: next, format, label: 'the next day, --full', isFull: true });
    if (values.twice || next !== undefined)
      await importOnce(stand, { path: next ?? first, format, label: 'once more' });
    const copied = await bareCopy(stand.url);
    console.log(
      `  bare COPY of the same ${copied.rows} jobs (${(copied.bytes / 2 ** 20).toFixed(1)} MiB): ${copied.seconds.toFixed(2)} s, ` +
        `${Math.round(copied.rows / copied.seconds)} rows/s; the first import took ${(seconds / copied.seconds).toFixed(1)} times as long`,
    );
    console.log('  understood', await understood(stand.db));
    if (values.keep) await untilEnter(stand.url);
  } finally {
    await stand.close();
  }
}

interface Importing {
  readonly path: string;
  readonly format: ImportFormat;
  readonly label: string;
  readonly isFull?: boolean;
}

async function importOnce(
  stand: ImportStand,
  { path: file, format, label, isFull }: Importing,
): Promise<number> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const summary = await stand.imports.importPaths({ paths: [file], format, source: 'bench', isFull });
  const seconds = (performance.now() - started) / 1_000;
  const used = process.cpuUsage(cpu);
  const own = (used.user + used.system) / 1_000_000;
  console.log(
    `  ${label}: ${Math.round(summary.read / seconds)} rows/s (${summary.read} rows in ${seconds.toFixed(1)} s, ${own.toFixed(1)} s of CPU in this process)`,
  );
  console.log(`    ${countsOf(summary)}`);
  for (const { file: name, line, reason } of summary.errors.slice(0, 5))
    console.log(`    ${name}:${line} ${reason}`);
  return seconds;
}

async function untilEnter(url: string): Promise<void> {
  console.log(`The database stays until Enter is pressed: ${url}`);
  await new Promise((resolve) => process.stdin.once('data', resolve));
}

function countsOf(summary: ImportSummary): string {
  const { created, updated, redated, unchanged, closed, failed, noted, message } = summary;
  return (
    `${created} new, ${updated} changed (${redated} by date alone), ${unchanged} unchanged, ${closed} gone, ` +
    `${failed} refused, ${noted} noted${message === null ? '' : ` — ${message}`}`
  );
}
