import { mean } from '@access/ml/metrics';

import { collaborative, content, itemNeighbours, popularity, tfIdf } from './baselines.ts';
import { createCatalogue, type Catalogue } from './catalogue.ts';
import { stepsOf, trainHybrid, type HybridSettings, type MomentScorer } from './hybrid.ts';
import { auditOf, figureOf, hitsAt10, ndcgAt10, rankOf, type Figure } from './metrics.ts';
import { momentOf, type Known, type Moment } from './moment.ts';
import type { JobView, JobViews } from './read-views.ts';
import type { Split } from './split.ts';

/** One model's figures on one set of people. */
export interface JobsResult {
  readonly model: string;
  readonly 'hr@10': Figure;
  readonly 'ndcg@10': Figure;
  /** AUC of the score against "nobody viewed it in training"; null where it was not measured. */
  readonly audit: number | null;
}

export interface JobsBenchmark {
  readonly people: number;
  readonly jobs: number;
  readonly views: number;
  readonly models: readonly JobsResult[];
  /** People with a work history, all their views removed; the first job they viewed is the truth. Null without experience. */
  readonly coldStart: { readonly people: number; readonly models: readonly JobsResult[] } | null;
}

/** A person to be served: what was known of them, and the job they went to. */
interface Case {
  readonly user: number;
  readonly history: readonly JobView[];
  readonly at: number;
  readonly job: number;
}

/** Every so many people the leak audit is measured: it sorts all jobs. */
const AUDIT_EVERY = 8;

/** Ranks all jobs for each held-out view by every model. */
export async function runJobs(
  views: JobViews,
  split: Split,
  { settings, say }: { settings: HybridSettings; say: (text: string) => void },
): Promise<JobsBenchmark> {
  const catalogue = createCatalogue(views.jobs);
  const known = { catalogue, events: split.events, experience: views.experience, interests: views.interests };
  const cases = [...split.truth].flatMap(([user, job]): Case[] => {
    const history = split.histories.get(user) ?? [];
    const last = history.at(-1);
    return last === undefined ? [] : [{ user, history, at: last.at, job }];
  });
  say(`${cases.length} people with a held-out job, ${split.events.length} views to learn from`);
  const baselines = await baselinesOf(catalogue, split.events, settings);
  const steps = stepsOf(split.histories, { fromFirst: false });
  say(`learning from ${steps.length} choices`);
  const hybrid = trainHybrid(known, steps, settings);
  say('ranking all jobs for everybody');
  const ranked = new Map<string, RankedSoFar>();
  rankAll(known, cases, { models: { ...baselines, hybrid }, into: ranked });
  return {
    people: cases.length,
    jobs: catalogue.size,
    views: split.events.length,
    models: resultsOf(ranked, settings.seed),
    coldStart: views.experience.size === 0 ? null : await runColdStart(known, split, { settings, say }),
  };
}

async function baselinesOf(
  catalogue: Catalogue,
  events: readonly JobView[],
  { seed, threads }: HybridSettings,
): Promise<Record<string, MomentScorer>> {
  return {
    popularity: popularity(catalogue, events),
    'item-kNN': itemNeighbours(catalogue, events),
    'TF-IDF': tfIdf,
    content: content(catalogue),
    CF: await collaborative(catalogue, events, { seed, threads }),
  };
}

/** Parts that people with a work history are dealt into; each part's views are removed in turn. */
const FOLDS = 2;

/** People with a work history lose all their views, one part of them after the other; what they viewed first is to be found. */
async function runColdStart(
  { catalogue, experience, interests }: Known,
  { histories }: Split,
  { settings, say }: { settings: HybridSettings; say: (text: string) => void },
): Promise<NonNullable<JobsBenchmark['coldStart']>> {
  const strangers = [...histories.keys()].filter((user) => experience.has(user)).toSorted((a, b) => a - b);
  const ranked = new Map<string, RankedSoFar>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const part = new Set(strangers.filter((_, i) => i % FOLDS === fold));
    const rest = new Map([...histories].filter(([user]) => !part.has(user)));
    const events = [...rest.values()]
      .flat()
      .toSorted((a, b) => a.at - b.at || a.user - b.user || a.job - b.job);
    const known = { catalogue, events, experience, interests };
    const cases = [...part].flatMap((user): Case[] => {
      const [first] = histories.get(user) ?? [];
      return first === undefined ? [] : [{ user, history: [], at: first.at, job: first.job }];
    });
    const steps = stepsOf(rest, { fromFirst: true }).filter(({ history }) => history.length === 0);
    say(`${cases.length} people without any view; learning from the first views of ${steps.length} others`);
    const nobody = { ...known, experience: new Map(), interests: new Map() };
    const models = {
      popularity: popularity(catalogue, events),
      'TF-IDF': tfIdf,
      content: content(catalogue),
      'non-personal': impersonal(trainHybrid(nobody, steps, settings), nobody),
      hybrid: trainHybrid(known, steps, settings),
    };
    rankAll(known, cases, { models, into: ranked });
  }
  return { people: strangers.length, models: resultsOf(ranked, settings.seed) };
}

/** Scores by a moment that knows nothing of the person. */
function impersonal(scorer: MomentScorer, nobody: Known): MomentScorer {
  return (moment) => scorer(momentOf(nobody, { user: moment.user, history: [], at: moment.at }));
}

interface RankedSoFar {
  readonly ranks: number[];
  readonly audits: number[];
}

function rankAll(
  known: Known,
  cases: readonly Case[],
  { models, into }: { models: Readonly<Record<string, MomentScorer>>; into: Map<string, RankedSoFar> },
): void {
  const isUnviewed = new Uint8Array(known.catalogue.size).fill(1);
  for (const { job } of known.events) isUnviewed[job] = 0;
  cases.forEach((each, i) => {
    const moment: Moment = momentOf(known, each);
    const seen = new Set(each.history.map(({ job }) => job));
    for (const [model, scorer] of Object.entries(models)) {
      const scores = scorer(moment);
      const { ranks, audits } = into.get(model) ?? { ranks: [], audits: [] };
      into.set(model, { ranks, audits });
      ranks.push(rankOf(scores, each.job, seen));
      if (i % AUDIT_EVERY === 0) audits.push(auditOf(scores, isUnviewed, new Set([...seen, each.job])));
    }
  });
}

const resultsOf = (ranked: ReadonlyMap<string, RankedSoFar>, seed: number): JobsResult[] =>
  [...ranked].map(([model, { ranks, audits }]) => ({
    model,
    'hr@10': figureOf(hitsAt10(ranks), seed),
    'ndcg@10': figureOf(ndcgAt10(ranks), seed),
    audit: mean(audits),
  }));
