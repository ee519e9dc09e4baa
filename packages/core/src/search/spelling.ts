/** A word of the catalogue and how many jobs have it. */
export interface KnownWord {
  readonly word: string;
  readonly jobs: number;
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** Shorter words are abbreviations as often as slips. */
const SHORTEST = 4;
/** Two slips are looked for from this length on: in short words they reach unrelated ones. */
const SHORTEST_FOR_TWO = 7;
/** A word that stands in jobs is corrected only towards one that stands in so many times more. */
const MORE_COMMON = 500;

/** Words that are checked: Latin letters alone, long enough. */
export const isCheckable = (word: string): boolean => word.length >= SHORTEST && /^[a-z]+$/.test(word);

/**
 * Every string one slip away: a letter left out, added, changed, or two neighbours swapped (Damerau 1964: four slips in five). Some 400 for a word of seven
 * letters; the database is asked which of them it knows.
 */
export function oneSlipAway(word: string): string[] {
  const found = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const head = word.slice(0, at);
    const tail = word.slice(at);
    for (const letter of LETTERS) {
      found.add(head + letter + tail);
      if (tail !== '') found.add(head + letter + tail.slice(1));
    }
    if (tail !== '') found.add(head + tail.slice(1));
    if (tail.length > 1) found.add(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2));
  }
  found.delete(word);
  return [...found];
}

/**
 * The known word that was probably meant, or undefined: fewest slips first, then the more common one. `jobs` is how many
 * jobs have the word as typed.
 */
export function correctWord(
  typed: { word: string; jobs: number },
  candidates: readonly KnownWord[],
): string | undefined {
  const most = typed.word.length >= SHORTEST_FOR_TWO ? 2 : 1;
  const rated = candidates.flatMap(({ word, jobs }) => {
    const slips = slipsBetween(typed.word, word, most);
    if (slips === 0 || slips > most || jobs < Math.max(2, typed.jobs * MORE_COMMON)) return [];
    const isSameStart = word.charAt(0) === typed.word.charAt(0);
    // Two slips and another first letter are another word.
    if (slips === 2 && !isSameStart) return [];
    return [{ word, rating: jobs * (slips === 1 ? 1 : 0.01) * (isSameStart ? 1 : 0.1) }];
  });
  return rated.toSorted((a, b) => b.rating - a.rating || (a.word < b.word ? -1 : 1))[0]?.word;
}

/** Optimal string alignment distance (Boytsov 2011, §2.2), at most `limit + 1`. */
function slipsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a.charAt(i - 1) === b.charAt(j - 1);
      const isSwap = a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1);
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (isSame ? 0 : 1),
          i > 1 && j > 1 && isSwap ? (before[j - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    before = row;
    row = next;
  }
  return Math.min(row[b.length] ?? 0, limit + 1);
}
