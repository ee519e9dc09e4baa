/** Other ways to write a word or phrase of a title, by the folded phrase. */
export type TitleSynonyms = ReadonlyMap<string, readonly string[]>;

/**
 * Makes both ways and siblings of short forms and their long ones: "sr" finds "senior" and "snr", "registered nurse" finds "rn".
 * Forms that stand for themselves ("it") fall out.
 */
export function titleSynonyms(shortForms: ReadonlyMap<string, string>): TitleSynonyms {
  const groups = Map.groupBy(
    [...shortForms].filter(([short, long]) => short !== long),
    ([, long]) => long,
  );
  return new Map(
    [...groups].flatMap(([long, pairs]) => {
      const all = [long, ...pairs.map(([short]) => short)];
      return all.map((form) => [form, all.filter((other) => other !== form)] as const);
    }),
  );
}
