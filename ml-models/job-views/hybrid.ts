import { scoreRows, trainForest, type Forest } from '@access/ml/lambdamart';
import { seededRandom, type Random } from '@access/ml/random';

import type { Catalogue } from './catalogue.ts';
import { VIEW_FEATURES, writeFeatures } from './features.ts';
import { momentOf, type Known, type Moment } from './moment.ts';
import type { JobView } from './read-views.ts';

/** How the hybrid is trained. Small trees generalise best from the few thousand choices there are. */
export interface HybridSettings {
  readonly trees: number;
  readonly leaves: number;
  readonly learningRate: number;
  readonly leastRows: number;
  readonly featureShare: number;
  readonly truncation: number;
  /** Forests of different seeds whose scores are added. */
  readonly forests: number;
  /** Jobs passed over, beside each one viewed. */
  readonly passedOver: number;
  readonly threads: number;
  readonly seed: number;
}

export const HYBRID_SETTINGS: HybridSettings = {
  trees: 150,
  leaves: 6,
  learningRate: 0.1,
  leastRows: 60,
  featureShare: 0.6,
  truncation: 20,
  forests: 1,
  passedOver: 200,
  threads: 2,
  seed: 1,
};

/** Scores all jobs at a moment; higher is likelier to be viewed next. */
export type MomentScorer = (moment: Moment) => Float64Array;

/** One view with what was before it. */
export interface Step {
  readonly user: number;
  readonly history: readonly JobView[];
  readonly at: number;
  readonly job: number;
}

/**
 * All views that follow another one of the same person, as choices to learn from. A choice counts as made right after the view before it, when
 * a list would have been shown. With `fromFirst`, first views too, at their own time and without a history.
 */
export function stepsOf(
  histories: ReadonlyMap<number, readonly JobView[]>,
  { fromFirst }: { fromFirst: boolean },
): Step[] {
  return [...histories].flatMap(([user, views]) =>
    views.flatMap(({ job, at }, k) => {
      const before = views[k - 1];
      if (before === undefined) return fromFirst ? [{ user, history: [], at, job }] : [];
      return [{ user, history: views.slice(0, k), at: before.at, job }];
    }),
  );
}

/** Trains LambdaMART to put each next view above jobs that were as close at hand. */
export function trainHybrid(
  known: Known,
  steps: readonly Step[],
  settings: HybridSettings,
  onStep?: (done: number) => void,
): MomentScorer {
  const { catalogue } = known;
  const width = VIEW_FEATURES.length;
  const perGroup = settings.passedOver + 1;
  const rows = steps.length * perGroup;
  const values = new Float32Array(rows * width);
  const labels = new Float32Array(rows);
  const groupStarts = Int32Array.from({ length: steps.length + 1 }, (_, q) => q * perGroup);
  const random = seededRandom(settings.seed);
  steps.forEach((step, q) => {
    const moment = momentOf(known, step);
    const slots = shuffled([step.job, ...passedOver(catalogue, moment, { step, settings, random })], random);
    writeFeatures(catalogue, moment, { slots, out: values, at: q * perGroup * width });
    labels[q * perGroup + slots.indexOf(step.job)] = 1;
    onStep?.(q + 1);
  });
  const { trees, leaves, learningRate, leastRows, featureShare, truncation, forests, threads, seed } =
    settings;
  const trained = Array.from({ length: forests }, (_, i) =>
    trainForest({
      data: { rows, features: width, values, labels, groupStarts },
      settings: {
        trees,
        leaves,
        learningRate,
        leastRows,
        leastHessian: 1,
        l2: 1,
        featureShare,
        bagging: 0.8,
        truncation,
        threads,
        seed: seed + i,
      },
    }),
  );
  return scorerOf(catalogue, trained);
}

function scorerOf(catalogue: Catalogue, forests: readonly Forest[]): MomentScorer {
  const all = Int32Array.from({ length: catalogue.size }, (_, slot) => slot);
  const values = new Float32Array(catalogue.size * VIEW_FEATURES.length);
  return (moment) => {
    writeFeatures(catalogue, moment, { slots: all, out: values });
    const sums = new Float64Array(catalogue.size);
    for (const forest of forests) {
      const scores = scoreRows(forest, values, catalogue.size);
      for (let slot = 0; slot < sums.length; slot++) sums[slot] = (sums[slot] ?? 0) + (scores[slot] ?? 0);
    }
    return sums;
  };
}

/** Reach, in postings, of jobs that were posted about when the last one was, and of those posted about when one looked at lately was. */
const REACH = { neighbourhood: 300, latest: 40 } as const;
/** Cumulative shares of where passed-over jobs come from; the rest from anywhere. */
const SHARES = { state: 0.3, neighbourhood: 0.5, city: 0.6, latest: 0.9 } as const;

/** Different jobs that were not viewed: mostly such as are hard to tell from the one that was. */
function passedOver(
  { size, state, city }: Catalogue,
  { last, history, activity }: Moment,
  { step, settings, random }: { step: Step; settings: HybridSettings; random: Random },
): number[] {
  const taken = new Set([step.job, ...history.map(({ job }) => job)]);
  const picked: number[] = [];
  const fill = (share: number, draw: () => number): void => {
    const wanted = Math.floor(settings.passedOver * share);
    for (let tries = 0; picked.length < wanted && tries < 4 * settings.passedOver; tries++) {
      const slot = draw();
      if (slot < 0 || slot >= size || taken.has(slot)) continue;
      taken.add(slot);
      picked.push(slot);
    }
  };
  const from = (slots: Int32Array | undefined) => (): number =>
    slots === undefined ? -1 : (slots[Math.floor(random() * slots.length)] ?? -1);
  const centre = last < 0 ? activity.middle : last;
  if (last >= 0) fill(SHARES.state, from(state.members[state.of[last] ?? -1]));
  const about = (slot: number, reach: number): number => slot + Math.floor((random() * 2 - 1) * reach);
  fill(SHARES.neighbourhood, () => about(centre, REACH.neighbourhood));
  if (last >= 0) fill(SHARES.city, from(city.members[city.of[last] ?? -1]));
  const { latest } = activity;
  if (latest.length > 0)
    fill(SHARES.latest, () => about(latest[Math.floor(random() * latest.length)] ?? -1, REACH.latest));
  while (picked.length < settings.passedOver) fill(1, () => Math.floor(random() * size));
  return picked;
}

/** In an order that tells nothing. */
function shuffled(slots: readonly number[], random: Random): number[] {
  const out = [...slots];
  for (let i = out.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [out[i], out[other]] = [out[other] ?? 0, out[i] ?? 0];
  }
  return out;
}
