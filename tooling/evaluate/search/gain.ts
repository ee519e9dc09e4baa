/**
 * Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002), gains 2^grade − 1: the grades in the order shown, against
 * the best order of all grades given for the query. Zero where nothing relevant is known.
 */
export function ndcgAt10(shown: readonly number[], all: readonly number[]): number {
  const ideal = gainOf(all.toSorted((a, b) => b - a));
  return ideal === 0 ? 0 : gainOf(shown) / ideal;
}

const gainOf = (grades: readonly number[]): number =>
  grades.slice(0, 10).reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);
