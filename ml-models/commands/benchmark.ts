import path from 'node:path';

import { Command, Option } from 'commander';

import { readFull, runFull } from '../benchmarks/full-ranking.ts';
import { readSvmLight, runRank } from '../benchmarks/learning-to-rank.ts';
import { readNcf, runNcf, runPopularity } from '../benchmarks/ncf.ts';
import { jobsCommand } from './benchmark-jobs.ts';
import { file, number, seeds, whole } from './options.ts';
import { progress, report, spread, type ReportFlags } from './report.ts';

/** `ml benchmark …`: each protocol on the files it is published with. */
export function benchmarkCommand(json: () => Option): Command {
  const published = (): Option =>
    new Option('--publish', 'write the figures into ml-models/BENCHMARKS.md, in place of the former ones');
  const benchmark = new Command('benchmark').description('measure on files in the usual benchmark formats');
  benchmark
    .command('ncf')
    .description('one held-out item among sampled negatives (He et al. 2017): HR@10, NDCG@10')
    .requiredOption('--train <file>', 'user⇥item⇥… lines; .gz accepted, as everywhere', file)
    .requiredOption('--test <file>', 'user⇥item⇥… lines, one held-out item a person', file)
    .requiredOption(
      '--negatives <file>',
      '(user,item)⇥negative⇥negative… matching the test line by line',
      file,
    )
    .addHelpText('after', alsHelp)
    .option('--dim <n>', 'width of the vectors', whole, 192)
    .option('--reg <x>', 'L2 penalty', number, 0.007)
    .option('--alpha <x>', 'weight of unseen pairs', number, 0.3)
    .option('--epochs <n>', 'passes over people and items', whole, 12)
    .option('--seeds <list>', 'comma-separated; figures are their means', seeds, [1])
    .option('--threads <n>', 'training threads', whole, 2)
    .addOption(json())
    .addOption(published())
    .action(ncf);
  benchmark
    .command('full')
    .description('ranking of all items: recall@k, NDCG@k')
    .requiredOption('--train <file>', 'one person a line: user item item …', file)
    .requiredOption('--test <file>', 'the same, held-out items', file)
    .option('--k <n>', 'length of the list', whole, 20)
    .addHelpText('after', alsHelp)
    .option('--dim <n>', 'width of the vectors', whole, 64)
    .option('--reg <x>', 'L2 penalty', number, 0.005)
    .option('--alpha <x>', 'weight of unseen pairs', number, 0.05)
    .option('--epochs <n>', 'passes over people and items', whole, 12)
    .option('--seeds <list>', 'comma-separated; figures are their means', seeds, [1])
    .option('--threads <n>', 'training threads', whole, 2)
    .addOption(json())
    .addOption(published())
    .action(full);
  benchmark
    .command('rank')
    .description('learning to rank on SVMlight files with query groups: NDCG@1, 3, 5, 10')
    .requiredOption('--train <file>', 'label index:value … lines', file)
    .requiredOption('--train-query <file>', 'rows of each group, one number a line', file)
    .requiredOption('--test <file>', 'as --train', file)
    .requiredOption('--test-query <file>', 'as --train-query', file)
    .option('--trees <n>', 'trees', whole, 100)
    .option('--leaves <n>', 'leaves of a tree', whole, 31)
    .option('--learning-rate <x>', 'share of each tree that is added', number, 0.1)
    .option('--seeds <list>', 'comma-separated; figures are their means', seeds, [1, 2, 3, 4, 5])
    .option('--threads <n>', 'training threads', whole, 2)
    .addOption(json())
    .addOption(published())
    .action(rank);
  benchmark.addCommand(jobsCommand({ json, published }));
  return benchmark;
}

const alsHelp = '\nTrains implicit ALS exactly by Cholesky; a seed fixes every figure.';

interface AlsFlags extends ReportFlags {
  readonly dim: number;
  readonly reg: number;
  readonly alpha: number;
  readonly epochs: number;
  readonly seeds: readonly number[];
  readonly threads: number;
}

const alsSettings = ({ dim, reg, alpha, epochs, threads }: AlsFlags, seed: number) => ({
  dimensions: dim,
  regularisation: reg,
  unobserved: alpha,
  epochs,
  threads,
  seed,
});

async function ncf(flags: AlsFlags & { train: string; test: string; negatives: string }): Promise<void> {
  const data = await readNcf(flags);
  const { rows, columns, columnIds } = data.interactions;
  progress(
    `${rows} people, ${columns} items, ${columnIds.length} interactions, ${data.cases.length} held out`,
  );
  const runs = [];
  for (const seed of flags.seeds) {
    progress(`seed ${seed}`);
    runs.push({ seed, ...(await runNcf(data, alsSettings(flags, seed))) });
  }
  const mean = meanOf(runs, ['hr@10', 'ndcg@10', 'epochSeconds']);
  report(
    [
      { model: 'popularity', ...runPopularity(data) },
      ...runs.map(({ seed, ...run }) => ({ model: `iALS, seed ${seed}`, ...run })),
      { model: 'iALS, mean', ...mean },
    ],
    { ...mean, popularity: runPopularity(data), runs, settings: settingsOf(flags) },
    {
      ...flags,
      publication: {
        heading: `One item among sampled ones: ${setOf(flags.train)}`,
        method:
          'Each person’s held-out item among 99 items they never took (He et al. 2017): hit rate and NDCG at 10. Implicit ALS (Rendle et al. 2021), solved exactly, feature-free; all pairs count alike.',
      },
    },
  );
}

async function full(flags: AlsFlags & { train: string; test: string; k: number }): Promise<void> {
  const data = await readFull(flags);
  const { rows, columns, columnIds } = data.interactions;
  progress(`${rows} people, ${columns} items, ${columnIds.length} interactions`);
  const runs = [];
  for (const seed of flags.seeds) {
    progress(`seed ${seed}`);
    const { recall, ndcg, epochSeconds } = await runFull(data, {
      k: flags.k,
      settings: alsSettings(flags, seed),
    });
    runs.push({ seed, [`recall@${flags.k}`]: recall, [`ndcg@${flags.k}`]: ndcg, epochSeconds });
  }
  const mean = meanOf(runs, [`recall@${flags.k}`, `ndcg@${flags.k}`, 'epochSeconds']);
  report(
    [
      ...runs.map(({ seed, ...run }) => ({ model: `iALS, seed ${seed}`, ...run })),
      { model: 'iALS, mean', ...mean },
    ],
    { ...mean, runs, settings: settingsOf(flags) },
    {
      ...flags,
      publication: {
        heading: `All items: ${setOf(flags.train)}`,
        method: 'Held-out items ranked among all that the person did not take in training: recall and NDCG.',
      },
    },
  );
}

interface RankFlags extends ReportFlags {
  readonly train: string;
  readonly trainQuery: string;
  readonly test: string;
  readonly testQuery: string;
  readonly trees: number;
  readonly leaves: number;
  readonly learningRate: number;
  readonly seeds: readonly number[];
  readonly threads: number;
}

async function rank(flags: RankFlags): Promise<void> {
  const train = await readSvmLight({ rows: flags.train, query: flags.trainQuery });
  const test = await readSvmLight({ rows: flags.test, query: flags.testQuery }, train.features);
  progress(`${train.rows} + ${test.rows} rows, ${train.features} features`);
  const { trees, leaves, learningRate, threads } = flags;
  const runs = flags.seeds.map((seed) =>
    runRank({ train, test }, { trees, leaves, learningRate, threads, seed }),
  );
  const mean = meanOf(runs, ['ndcg@1', 'ndcg@3', 'ndcg@5', 'ndcg@10', 'seconds']);
  report(
    [
      ...runs.map(({ seed, ...run }) => ({ model: `LambdaMART, seed ${seed}`, ...run })),
      { model: 'LambdaMART, mean', ...mean },
    ],
    { ...mean, runs, settings: { trees, leaves, learningRate, threads } },
    {
      ...flags,
      publication: {
        heading: `Learning to rank: ${setOf(flags.train)}`,
        method:
          'LambdaMART (Burges 2010) on histograms; mean NDCG of the test groups, seconds of one training.',
      },
    },
  );
}

function meanOf(
  runs: readonly Readonly<Record<string, number>>[],
  names: readonly string[],
): Record<string, number> {
  return Object.fromEntries(
    names.map((name) => [name, spread(runs.map((run) => run[name] ?? Number.NaN)).mean]),
  );
}

const settingsOf = ({ dim, reg, alpha, epochs, threads }: AlsFlags) => ({ dim, reg, alpha, epochs, threads });

/** The data set, by its file. */
const setOf = (train: string): string => path.basename(train).replace(/\.(train|gz|rating|tsv|txt).*$/, '');
