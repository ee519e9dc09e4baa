/**
 * Normalised discounted cumulative gain of a list, with gain 2^grade − 1 and discount log2(rank + 1)
 * (Burges 2010). `grades` is in list order; `allGrades` holds every judged item, for the ideal list.
 * 0 when nothing has a positive grade.
 */
export function ndcgAt(k: number, grades: readonly number[], allGrades: readonly number[] = grades): number {
  const ideal = discountedGain(
    k,
    allGrades.toSorted((a, b) => b - a),
  );
  return ideal === 0 ? 0 : discountedGain(k, grades) / ideal;
}

function discountedGain(k: number, grades: readonly number[]): number {
  return grades.slice(0, k).reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0);
}

/** 1 when a relevant item (grade above 0) is among the first k, else 0. */
export function hitRateAt(k: number, grades: readonly number[]): number {
  return grades.slice(0, k).some((grade) => grade > 0) ? 1 : 0;
}

/** Reciprocal rank of the first relevant item, 0 without one; its mean over lists is the MRR. */
export function reciprocalRank(grades: readonly number[]): number {
  const first = grades.findIndex((grade) => grade > 0);
  return first < 0 ? 0 : 1 / (first + 1);
}

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties counting half.
 * NaN without both kinds.
 */
export function auc(scores: readonly number[], isPositive: readonly boolean[]): number {
  const order = scores.map((score, i) => ({ score, isPositive: isPositive[i] === true }));
  order.sort((a, b) => a.score - b.score);
  let rankSum = 0;
  let positives = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && order[to]?.score === order[from]?.score) to++;
    // Tied scores share the middle of their ranks.
    const rank = (from + 1 + to) / 2;
    for (let i = from; i < to; i++) {
      if (order[i]?.isPositive !== true) continue;
      rankSum += rank;
      positives++;
    }
    from = to;
  }
  const negatives = order.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Mean of a metric over lists; NaN for none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
