import {
  createContentEncoder,
  jobTokens,
  occupationDocuments,
  trainContentModel,
} from '../src/content/index.ts';
import { createEngine, createOccupationMatcher } from '../src/engine/index.ts';
import type { Engine, Recommendation } from '../src/engine/index.ts';
import type { JobDocument, PersonDocument } from '../src/features/index.ts';
import { openShippedRanker } from '../src/ranker/index.ts';
import { loadOccupations } from '../src/skills/load-taxonomy.ts';
import type { TaxonomyOccupation } from '../src/skills/load-taxonomy.ts';
import { titleTokens } from '../src/text/index.ts';
import { NOW, personOf, syntheticJobs } from './synthetic.ts';

/*
 * `node packages/ml/bench/engine.ts [counts…]`: trains the content model, fills an index with made-up jobs and prints build
 * seconds, memory and latency of lists, for each count of jobs (10000 100000).
 */
const counts = process.argv.slice(2).map(Number);
const occupations = loadOccupations();
const ranker = await openShippedRanker(new URL('../../../ml-models', import.meta.url).pathname);
const matcher = createOccupationMatcher(occupations, titleTokens);

for (const count of counts.length > 0 ? counts : [10_000, 100_000]) await measure(count);
await ranker.close();

async function measure(count: number): Promise<void> {
  const jobs = syntheticJobs(occupations, { count, seed: 1 });
  const trained = performance.now();
  const model = await trainContentModel(documents(jobs));
  print(`\n${count} jobs, seed 1, one thread`);
  print(`content model    ${seconds(trained)} s, ${model.tokens.length} tokens`);
  globalThis.gc?.();
  const before = memoryMb();
  const engine = createEngine({
    content: createContentEncoder(model),
    ranker,
    occupations: matcher,
    currency: 'GBP',
  });
  const built = performance.now();
  for (const job of jobs) engine.upsert(job);
  globalThis.gc?.();
  print(
    `index            ${seconds(built)} s, ${(memoryMb() - before).toFixed(0)} MB (exact with --expose-gc)`,
  );
  const people = Array.from({ length: 40 }, (_, i) =>
    personOf(occupations[(i * 97) % occupations.length] ?? firstOccupation(), { id: `p${i}`, seed: i, jobs }),
  );
  const sample = jobs.slice(0, 1000);
  // A worker does not keep the documents: with them every full collection takes a tenth of a second.
  jobs.length = 0;
  globalThis.gc?.();
  for (const person of people.slice(0, 10)) await engine.recommend(person, { now: NOW });
  await lists(engine, people);
  const update = performance.now();
  for (const job of sample) engine.upsert({ ...job, title: `Senior ${job.title}` });
  print(`update in place  ${(performance.now() - update).toFixed(0)} µs a job`);
}

async function lists(engine: Engine, people: readonly PersonDocument[]): Promise<void> {
  const plain: number[] = [];
  const explained: number[] = [];
  const processor: number[] = [];
  const stages = new Map<string, number[]>();
  for (let round = 0; round < 10; round++) {
    for (const person of people) {
      plain.push(await timed(() => engine.recommend(person, { now: NOW, explainTop: 0 })));
      const start = performance.now();
      const used = process.cpuUsage();
      const list: Recommendation = await engine.recommend(person, { now: NOW });
      explained.push(performance.now() - start);
      const { user, system } = process.cpuUsage(used);
      processor.push((user + system) / 1000);
      for (const [stage, ms] of Object.entries(list.timings))
        stages.set(stage, [...(stages.get(stage) ?? []), ms]);
    }
  }
  print(`list of 100      ${spread(plain)}`);
  print(`with 20 reasons  ${spread(explained)}`);
  print(`  processor time ${spread(processor)} (what a machine of one's own would take)`);
  for (const [stage, times] of stages) print(`  ${stage.padEnd(14)} ${spread(times)}`);
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function* documents(jobs: readonly JobDocument[]) {
  yield* occupationDocuments(occupations, titleTokens);
  for (const job of jobs) {
    const skillSlugs = job.skills.map((skill) => skill.slug);
    yield jobTokens({ titleTokens: titleTokens(job.title), skillSlugs, industry: job.industry });
  }
}

function firstOccupation(): TaxonomyOccupation {
  const [first] = occupations;
  if (first === undefined) throw new Error('The shipped taxonomy has no occupations');
  return first;
}

function spread(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

function memoryMb(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
