import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { createSearchService } from '@access/core/search';
import type { Db } from '@access/db';
import { TITLE_ABBREVIATIONS } from '@access/ml/text';

import { searchByHand } from './search-by-hand.ts';
import { takeJobs } from './search-fill.ts';
import { companyCount, generateBenchJobs } from './search-postings.ts';
import { benchQueries, type BenchQuery } from './search-queries.ts';
import { openSearchStand } from './search-stand.ts';
import { measureSizes, measureWrites } from './search-writes.ts';
import { machine, quantile, say } from './stand.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '10000,100000,1000000' },
    queries: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
    data: { type: 'string', default: path.join(os.tmpdir(), 'access-bench-search') },
    kinds: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout
    .write(`npm run bench -- search [--jobs 10000,100000,1000000] [--queries 1000] [--seconds 120] [--kinds] [--data folder]

Makes (once, and keeps) a catalogue of each size, asks our search for first pages with all counts by value, highlights, spelling and widening, and
asks hand-written SQL (one table with a tsvector under GIN, ts_rank over all matches, a total) for the same first pages with none of that.
Each with one caller and with eight. A million jobs take about an hour to make and 20 GB.

--queries   the mix is the same for a seed: broad words, titles, places, filters, phrases, slips
--seconds   the hand-written SQL stops after this long; how many of the searches it answered is printed
--kinds     p95 of each kind of search, too
`);
  process.exit(0);
}

const CALLERS = [1, 8];
const WARMING = 50;
const WRITTEN = 1_000;

interface Timed {
  readonly kind: string;
  readonly ms: number;
}

const seed = Number(values.seed);
const queries = benchQueries({ seed, count: Number(values.queries) });
process.stdout.write(`| jobs | callers | search | answered | p50 ms | p95 ms | p99 ms | max ms |
| ---- | ------- | ------ | -------- | ------ | ------ | ------ | ------ |\n`);
const sizes: string[] = [];
for (const count of values.jobs.split(',').map(Number)) {
  const stand = await openSearchStand({ dataDir: path.join(values.data, String(count)), count, seed });
  try {
    await measureReads(stand.db, count);
    sizes.push(await writesAndSizes(stand.db, count));
  } finally {
    await stand.close();
  }
}
process.stdout.write(`
| jobs | index, bytes a job | search row, bytes a job | GIN of the hand-written | jobs written /s | without the index | without search |
| ---- | ------------------ | ----------------------- | ----------------------- | --------------- | ----------------- | -------------- |
${sizes.join('')}
${await machine()}, seed ${seed}\n`);

async function measureReads(db: Db, count: number): Promise<void> {
  // Queries say placeId; what is typed as a location is not part of the mix.
  const service = createSearchService({
    db,
    places: { resolve: () => null },
    shortForms: TITLE_ABBREVIATIONS,
  });
  const ours = (query: BenchQuery): Promise<unknown> => service.search(query.input);
  const byHand = (query: BenchQuery): Promise<unknown> => searchByHand(db, query);
  for (const callers of CALLERS) {
    await timeAll(ours, { queries: queries.slice(0, WARMING), callers, seconds: Infinity });
    print(count, callers, 'ours', await timeAll(ours, { queries, callers, seconds: Infinity }));
    await timeAll(byHand, {
      queries: queries.slice(0, WARMING),
      callers,
      seconds: Number(values.seconds) / 4,
    });
    print(
      count,
      callers,
      'by hand',
      await timeAll(byHand, { queries, callers, seconds: Number(values.seconds) }),
    );
  }
}

interface Asking {
  readonly queries: readonly BenchQuery[];
  readonly callers: number;
  readonly seconds: number;
}

/** Each caller asks one search after another until none is left. */
async function timeAll(
  search: (query: BenchQuery) => Promise<unknown>,
  { queries: asked, callers, seconds }: Asking,
): Promise<Timed[]> {
  const until = performance.now() + seconds * 1_000;
  const left = asked.values();
  const timed: Timed[] = [];
  const call = async (): Promise<void> => {
    for (const query of left) {
      const started = performance.now();
      if (started > until) return;
      await search(query);
      timed.push({ kind: query.kind, ms: performance.now() - started });
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return timed;
}

function print(count: number, callers: number, name: string, timed: readonly Timed[]): void {
  const at = (p: number, of = timed): string =>
    quantile(
      of.map(({ ms }) => ms).toSorted((a, b) => a - b),
      p,
    ).toFixed(0);
  process.stdout.write(
    `| ${count} | ${callers} | ${name} | ${timed.length} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${at(1)} |\n`,
  );
  if (!values.kinds) return;
  for (const [kind, of] of Map.groupBy(timed, (each) => each.kind))
    say(`  ${kind.padEnd(20)} ${String(of.length).padStart(4)}  p50 ${at(0.5, of)}  p95 ${at(0.95, of)}`);
}

async function writesAndSizes(db: Db, count: number): Promise<string> {
  const { index, rows, plainIndex } = await measureSizes(db);
  const jobs = takeJobs(generateBenchJobs({ seed: seed + 1, companies: companyCount(count) }), WRITTEN);
  const { bare, unindexed, whole } = await measureWrites(db, jobs);
  return `| ${count} | ${index} | ${rows} | ${plainIndex} | ${whole.toFixed(0)} | ${unindexed.toFixed(0)} | ${bare.toFixed(0)} |\n`;
}
