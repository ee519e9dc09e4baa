import type { RankingData } from './ranking-data.ts';

/** First and second derivatives of the ranking loss by each row's score. */
export interface Gradients {
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
}

/**
 * Gradients of LambdaMART (Burges 2010): for each pair of a group with different grades, of which one ranks among the first `truncation`, the
 * logistic loss of their order weighted by what swapping them changes in NDCG. Each group's sums are damped by log₂(1 + Σ)/Σ and pairs by
 * their distance in score, as LightGBM does, so that no group drowns the others.
 */
export function createLambdaGradients(data: RankingData, truncation: number) {
  const { labels, groupStarts, rows } = data;
  const groups = groupStarts.length - 1;
  const largest = groupStarts.reduce(
    (most, start, q) => Math.max(most, (groupStarts[q + 1] ?? start) - start),
    0,
  );
  const discounts = Float64Array.from({ length: largest }, (_, i) => 1 / Math.log2(i + 2));
  const gains = Float64Array.from(labels, (label) => 2 ** label - 1);
  const idealInverses = idealGainInverses({ data, gains, discounts, truncation });
  const order = new Int32Array(largest);

  const addGroup = (q: number, scores: Float64Array, { gradients, hessians }: Gradients): void => {
    const ideal = idealInverses[q] ?? 0;
    if (ideal === 0) return;
    const from = groupStarts[q] ?? 0;
    const size = (groupStarts[q + 1] ?? 0) - from;
    const ranked = order.subarray(0, size);
    for (let i = 0; i < size; i++) ranked[i] = from + i;
    ranked.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    const isSpread = scores[ranked[0] ?? 0] !== scores[ranked[size - 1] ?? 0];
    let total = 0;
    for (let i = 0; i < size - 1 && i < truncation; i++) {
      for (let j = i + 1; j < size; j++) {
        const first = ranked[i] ?? 0;
        const second = ranked[j] ?? 0;
        const difference = (gains[first] ?? 0) - (gains[second] ?? 0);
        if (difference === 0) continue;
        const better = difference > 0 ? first : second;
        const worse = difference > 0 ? second : first;
        const apart = (scores[better] ?? 0) - (scores[worse] ?? 0);
        let swap = Math.abs(difference * ((discounts[i] ?? 0) - (discounts[j] ?? 0))) * ideal;
        if (isSpread) swap /= 0.01 + Math.abs(apart);
        const chance = 1 / (1 + Math.exp(apart));
        const pull = chance * swap;
        const curve = chance * (1 - chance) * swap;
        gradients[better] = (gradients[better] ?? 0) - pull;
        gradients[worse] = (gradients[worse] ?? 0) + pull;
        hessians[better] = (hessians[better] ?? 0) + curve;
        hessians[worse] = (hessians[worse] ?? 0) + curve;
        total += 2 * pull;
      }
    }
    if (total === 0) return;
    const damping = Math.log2(1 + total) / total;
    for (let row = from; row < from + size; row++) {
      gradients[row] = (gradients[row] ?? 0) * damping;
      hessians[row] = (hessians[row] ?? 0) * damping;
    }
  };

  return (scores: Float64Array, out: Gradients): void => {
    out.gradients.fill(0, 0, rows);
    out.hessians.fill(0, 0, rows);
    for (let q = 0; q < groups; q++) addGroup(q, scores, out);
  };
}

interface IdealInput {
  readonly data: RankingData;
  readonly gains: Float64Array;
  readonly discounts: Float64Array;
  readonly truncation: number;
}

function idealGainInverses({ data, gains, discounts, truncation }: IdealInput): Float64Array {
  const { groupStarts } = data;
  return Float64Array.from({ length: groupStarts.length - 1 }, (_, q) => {
    const sorted = gains
      .slice(groupStarts[q], groupStarts[q + 1])
      .sort()
      .reverse();
    let ideal = 0;
    for (let i = 0; i < Math.min(truncation, sorted.length); i++)
      ideal += (sorted[i] ?? 0) * (discounts[i] ?? 0);
    return ideal > 0 ? 1 / ideal : 0;
  });
}
