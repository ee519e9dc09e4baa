/** What a labelled string says and what the reader made of it, each as a set of facts told by keys that compare whole. */
export interface Reading {
  readonly text: string;
  readonly expected: readonly string[];
  readonly predicted: readonly string[];
}

/** Counts over facts, and the two shares made of them; a share of nothing is 1. */
export interface Measure {
  readonly strings: number;
  /** Facts in the labels. */
  readonly expected: number;
  /** Facts the reader gave. */
  readonly predicted: number;
  /** Facts that are in both, equal in every field. */
  readonly right: number;
  /** right ÷ predicted: how much of what is said is true. A fact read from a string that states none counts against it. */
  readonly precision: number;
  /** right ÷ expected: how much of what is stated is read. */
  readonly recall: number;
}

/**
 * Micro-averaged precision and recall: facts are counted over all strings together. A fact is right only when all its
 * fields are, so that a salary with the wrong period is at once a false one and a missed one.
 */
export function measure(readings: readonly Reading[]): Measure {
  const total = { expected: 0, predicted: 0, right: 0 };
  for (const { expected, predicted } of readings) {
    const stated = new Set(expected);
    const said = new Set(predicted);
    total.expected += stated.size;
    total.predicted += said.size;
    total.right += [...said].filter((fact) => stated.has(fact)).length;
  }
  return {
    strings: readings.length,
    ...total,
    precision: share(total.right, total.predicted),
    recall: share(total.right, total.expected),
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** True where the reader said something else than the label. */
export function isWrong({ expected, predicted }: Reading): boolean {
  const stated = new Set(expected);
  const said = new Set(predicted);
  return stated.size !== said.size || [...said].some((fact) => !stated.has(fact));
}
