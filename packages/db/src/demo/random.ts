/** Draws for the demo: the same seed gives the same catalogue on every machine. */
export interface Draw {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** By weight; items of weight 0 never. */
  weighted<Item>(items: readonly Item[], weightOf: (item: Item) => number): Item;
  /** Up to `count` different items in random order. */
  some<Item>(items: readonly Item[], count: number): Item[];
  chance(probability: number): boolean;
}

/** Lehmer's generator, multiplier 48271 modulo 2³¹ − 1 (Park and Miller 1988): even enough for inventing postings. */
export function createDraw(seed: number): Draw {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[whole(0, items.length - 1)];
    if (item === undefined) throw new RangeError('Nothing to pick from');
    return item;
  };
  return {
    next,
    whole,
    pick,
    weighted(items, weightOf) {
      let left = next() * items.reduce((sum, item) => sum + weightOf(item), 0);
      const chosen = items.find((item) => (left -= weightOf(item)) < 0);
      return chosen ?? pick(items);
    },
    some(items, count) {
      const rest = [...items];
      const taken = [];
      while (taken.length < count && rest.length > 0)
        taken.push(...rest.splice(whole(0, rest.length - 1), 1));
      return taken;
    },
    chance: (probability) => next() < probability,
  };
}
