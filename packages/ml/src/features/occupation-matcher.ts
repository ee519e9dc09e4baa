/** What the matcher reads of a shipped occupation. */
export interface OccupationEntry {
  code: string;
  title: string;
  alternates: readonly string[];
  /** Codes of related occupations. */
  related: readonly string[];
}

/** Finds the occupations that a job title names. */
export interface OccupationMatcher {
  /** Numbers of at most three occupations; none when the title names no occupation or too many. */
  match: (titleTokens: readonly string[]) => readonly number[];
  related: (occupation: number) => readonly number[];
  title: (occupation: number) => string;
}

/** A title that names more occupations than this says too little. */
const MOST_MEANINGS = 3;

/** Matches by the set of words: whole title first, then without one word at a time; main titles win over alternates. */
export function createOccupationMatcher(
  occupations: readonly OccupationEntry[],
  titleTokens: (title: string) => readonly string[],
): OccupationMatcher {
  const main = new Map<string, number[]>();
  const alternate = new Map<string, number[]>();
  const numberOf = new Map(occupations.map((o, i) => [o.code, i]));
  occupations.forEach((occupation, i) => {
    addKey(main, keyOf(titleTokens(occupation.title)), i);
    for (const title of occupation.alternates) addKey(alternate, keyOf(titleTokens(title)), i);
  });
  const lookUp = (tokens: readonly string[]): readonly number[] => {
    const key = keyOf(tokens);
    const mains = main.get(key) ?? [];
    const others = alternate.get(key) ?? [];
    if (mains.length > 0)
      return [...mains, ...others.filter((o) => !mains.includes(o))].slice(0, MOST_MEANINGS);
    return others.length <= MOST_MEANINGS ? others : [];
  };
  return {
    match(tokens) {
      const whole = lookUp(tokens);
      if (whole.length > 0 || tokens.length < 2) return whole;
      for (let left = 0; left < tokens.length; left++) {
        const found = lookUp(tokens.toSpliced(left, 1));
        if (found.length > 0) return found;
      }
      return lookUp(tokens.slice(-2));
    },
    related: (occupation) =>
      (occupations[occupation]?.related ?? []).flatMap((code) => numberOf.get(code) ?? []),
    title: (occupation) => occupations[occupation]?.title ?? '',
  };
}

function keyOf(tokens: readonly string[]): string {
  return [...new Set(tokens)].sort().join(' ');
}

function addKey(keys: Map<string, number[]>, key: string, occupation: number): void {
  if (key === '') return;
  const known = keys.get(key);
  if (known === undefined) keys.set(key, [occupation]);
  else if (!known.includes(occupation)) known.push(occupation);
}
