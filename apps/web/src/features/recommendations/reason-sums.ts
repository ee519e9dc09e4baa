import type { Contribution, Explanation, Reason } from '@access/contracts/recommendations';

/** One family of reasons: what it adds to the margin, from which parts, and the words and facts behind it. */
export interface FamilySum {
  family: Contribution['family'];
  /** Log-odds; the sum of `parts`. */
  value: number;
  parts: Contribution[];
  reason: Reason | null;
}

// Below this a contribution rounds to 0.00 and says nothing.
const SILENT = 0.005;

/** Contributions by family, the strongest first, each family with its non-silent parts. */
export function sumByFamily(explanation: Explanation): FamilySum[] {
  const families = new Map<Contribution['family'], FamilySum>();
  for (const part of explanation.contributions) {
    const sum = families.get(part.family) ?? {
      family: part.family,
      value: 0,
      parts: [],
      reason: explanation.reasons.find((reason) => reason.family === part.family) ?? null,
    };
    sum.value += part.value;
    if (Math.abs(part.value) >= SILENT) sum.parts.push(part);
    families.set(part.family, sum);
  }
  const sums = [...families.values()];
  for (const sum of sums) sum.parts.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  return sums.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
}

/** Families that moved the score, and those that did not. */
export function splitByEffect(sums: readonly FamilySum[]): { active: FamilySum[]; silent: FamilySum[] } {
  const isActive = (sum: FamilySum): boolean => Math.abs(sum.value) >= SILENT || sum.parts.length > 0;
  return { active: sums.filter(isActive), silent: sums.filter((sum) => !isActive(sum)) };
}

/** The account of a score: base + plus + minus = margin, in log-odds. */
export function accountOf(explanation: Explanation): {
  base: number;
  plus: number;
  minus: number;
  margin: number;
} {
  let plus = 0;
  let minus = 0;
  for (const { value } of explanation.contributions) {
    if (value > 0) plus += value;
    else minus += value;
  }
  return { base: explanation.base, plus, minus, margin: explanation.margin };
}
