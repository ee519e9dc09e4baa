/** Gives each distinct text a small number, and keeps a weight beside it. */
export interface Interner {
  /** Number of a text, new if need be. */
  add: (text: string) => number;
  /** Number of a text, or −1. */
  find: (text: string) => number;
  text: (id: number) => string;
  /** Weight by number. */
  weights: number[];
}

/** An empty interner; `weigh` is asked once for each new text. */
export function createInterner(weigh: (text: string) => number = () => 1): Interner {
  const ids = new Map<string, number>();
  const texts: string[] = [];
  const weights: number[] = [];
  return {
    add(text) {
      const known = ids.get(text);
      if (known !== undefined) return known;
      const id = texts.length;
      ids.set(text, id);
      texts.push(text);
      weights.push(weigh(text));
      return id;
    },
    find: (text) => ids.get(text) ?? -1,
    text: (id) => texts[id] ?? '',
    weights,
  };
}
