import { seededRandom } from '../content/seeded-random.ts';

/** Scores with their outcomes. */
export interface Outcomes {
  readonly scores: number[];
  readonly isChosen: boolean[];
}

/**
 * As many jobs passed over as were chosen, drawn at random: what a score is a probability of. It then says how often a job that was
 * chosen stands before this person rather than one that was not, whatever the number of candidates.
 */
export function balanceOutcomes(
  scores: ArrayLike<number>,
  isChosen: ArrayLike<boolean>,
  seed: number,
): Outcomes {
  const random = seededRandom(seed);
  const chosen: number[] = [];
  const passed: number[] = [];
  for (let i = 0; i < scores.length; i++) (isChosen[i] === true ? chosen : passed).push(i);
  for (let i = 0; i < Math.min(chosen.length, passed.length); i++) {
    const other = i + Math.floor(random() * (passed.length - i));
    [passed[i], passed[other]] = [passed[other] ?? 0, passed[i] ?? 0];
  }
  const count = Math.min(chosen.length, passed.length);
  const rows = [...chosen.slice(0, count), ...passed.slice(0, count)];
  return { scores: rows.map((i) => scores[i] ?? 0), isChosen: rows.map((i) => isChosen[i] === true) };
}

/**
 * Expected calibration error (Naeini, Cooper and Hauskrecht 2015) over `bins` bins of equal count: the mean distance, by bin, of the mean
 * probability and the share chosen. NaN for none.
 */
export function calibrationError({ scores, isChosen }: Outcomes, bins = 10): number {
  const order = [...scores.keys()].sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let total = 0;
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * order.length) / bins);
    const to = Math.floor(((bin + 1) * order.length) / bins);
    let difference = 0;
    for (const i of order.slice(from, to)) difference += (scores[i] ?? 0) - (isChosen[i] === true ? 1 : 0);
    total += Math.abs(difference);
  }
  return total / order.length;
}
