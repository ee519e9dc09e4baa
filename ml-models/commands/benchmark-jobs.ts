import { Command, type Option } from 'commander';

import { HYBRID_SETTINGS } from '../job-views/hybrid.ts';
import { readHeldOut, readJobViews } from '../job-views/read-views.ts';
import { runJobs, type JobsResult } from '../job-views/run-jobs.ts';
import { holdOutGiven, holdOutLast } from '../job-views/split.ts';
import { file, whole } from './options.ts';
import { progress, report, type ReportFlags, type TableRow } from './report.ts';

interface JobsFlags extends ReportFlags {
  readonly jobs: string;
  readonly views: string;
  readonly experience?: string;
  readonly interests?: string;
  readonly holdout?: string;
  readonly inner?: boolean;
  readonly forests: number;
  readonly threads: number;
  readonly seed: number;
}

/** `ml benchmark jobs`: which job people looked at next, among all. */
export function jobsCommand({ json, published }: Record<'json' | 'published', () => Option>): Command {
  return new Command('jobs')
    .description('real views of job postings: the next job among all, HR@10 and NDCG@10, with a leak audit')
    .requiredOption('--jobs <file>', 'job_id,title,company,city,state,industry', file)
    .requiredOption('--views <file>', 'user_id,job_id,viewed_at,…', file)
    .option(
      '--experience <file>',
      'user_id,position,…,city,state,…,end_date; also measures people without views',
      file,
    )
    .option('--interests <file>', 'user_id,position', file)
    .option('--holdout <file>', 'user_id,job_id: the truth; without it each person’s last distinct job', file)
    .option(
      '--inner',
      'hold out once more inside the training part, for tuning: the held-out jobs are not looked at',
    )
    .option(
      '--forests <n>',
      'forests of different seeds whose scores are added',
      whole,
      HYBRID_SETTINGS.forests,
    )
    .option('--threads <n>', 'training threads', whole, HYBRID_SETTINGS.threads)
    .option('--seed <n>', 'fixes every figure', whole, HYBRID_SETTINGS.seed)
    .addOption(json())
    .addOption(published())
    .addHelpText(
      'after',
      '\nEvery feature is of before the view: what others do later, what the person does later and the job’s own views are left out.',
    )
    .action(run);
}

const publication = {
  heading: 'The next job that real people looked at',
  method:
    'Leave-last-out on real views of 7,047 postings: each person’s last distinct job among all they had not looked at, HR@10 and NDCG@10 with 95 % bootstrap intervals over people. ' +
    'Features are of the moment right after the view before: place, distance, posting order, words of titles, what others looked at lately; never a job’s own views. ' +
    'The audit is the AUC of the score against “nobody viewed it in training” among the other jobs: near .5 where nothing leaks. ' +
    'First view: people with a work history, all their views removed (in two parts, each learnt from the other and from those without a history); “non-personal” is the same model without the person. ' +
    'CF and item-kNN can only name jobs that somebody viewed in training. Settings were tuned on a second hold-out inside the training part.',
};

async function run(flags: JobsFlags): Promise<void> {
  const views = await readJobViews(flags);
  progress(`${views.jobs.length} jobs, ${views.views.length} first views`);
  const outer =
    flags.holdout === undefined
      ? holdOutLast(views.views)
      : holdOutGiven(views, await readHeldOut(flags.holdout, views.jobs));
  const split = flags.inner === true ? holdOutLast(outer.events) : outer;
  const { forests, threads, seed } = flags;
  const settings = { ...HYBRID_SETTINGS, forests, threads, seed };
  const result = await runJobs(views, split, { settings, say: progress });
  const hybrid = result.models.find(({ model }) => model === 'hybrid');
  const { coldStart } = result;
  report(
    [
      ...result.models.map((each) => rowOf('next view', each)),
      ...(coldStart?.models ?? []).map((each) => rowOf('first view', each)),
    ],
    {
      'hr@10': hybrid?.['hr@10'].value,
      'ndcg@10': hybrid?.['ndcg@10'].value,
      audit: hybrid?.audit,
      ...result,
      settings,
    },
    { ...flags, publication },
  );
}

const rowOf = (task: string, { model, audit, ...figures }: JobsResult): TableRow => ({
  task,
  model,
  ...Object.fromEntries(
    (['hr@10', 'ndcg@10'] as const).flatMap((name) => {
      const { value, low, high } = figures[name];
      return [
        [name, value],
        [`${name} 95 %`, `${low.toFixed(3)}–${high.toFixed(3)}`],
      ];
    }),
  ),
  audit: audit ?? undefined,
});
