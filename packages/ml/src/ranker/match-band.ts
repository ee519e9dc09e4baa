import type { MatchBand } from '@access/contracts/recommendations';

/** Band of a score in [0, 1]: strong from .75, good from .5, fair from .25. */
export function matchBand(score: number): MatchBand {
  if (score >= 0.75) return 'strong';
  if (score >= 0.5) return 'good';
  return score >= 0.25 ? 'fair' : 'low';
}
