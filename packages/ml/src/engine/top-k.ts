/** Keeps the k best of a stream by score; equal scores are ordered by a tie number, smaller first, so that input order never matters. */
export interface TopK {
  /** Scores below this cannot enter: a cheap test before `push`. */
  floor: () => number;
  push: (slot: number, score: number) => void;
  /** Slots, best first. */
  take: () => number[];
}

/** An empty selection of at most k slots. */
export function createTopK(k: number, tieOf: (slot: number) => number): TopK {
  const slots = new Int32Array(k);
  const scores = new Float64Array(k);
  let size = 0;
  const isWorse = (slotA: number, scoreA: number, slotB: number, scoreB: number): boolean =>
    scoreA < scoreB || (scoreA === scoreB && tieOf(slotA) > tieOf(slotB));
  const place = (at: number, slot: number, score: number): void => {
    slots[at] = slot;
    scores[at] = score;
  };
  const slotAt = (i: number): number => slots[i] ?? 0;
  const scoreAt = (i: number): number => scores[i] ?? 0;
  const siftUp = (slot: number, score: number): void => {
    let at = size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isWorse(slot, score, slotAt(parent), scoreAt(parent))) break;
      place(at, slotAt(parent), scoreAt(parent));
      at = parent;
    }
    place(at, slot, score);
  };
  const replaceWorst = (slot: number, score: number): void => {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && isWorse(slotAt(right), scoreAt(right), slotAt(child), scoreAt(child)))
        child = right;
      if (!isWorse(slotAt(child), scoreAt(child), slot, score)) break;
      place(at, slotAt(child), scoreAt(child));
      at = child;
    }
    place(at, slot, score);
  };
  return {
    floor: () => (size < k ? -Infinity : scoreAt(0)),
    push(slot, score) {
      if (k === 0) return;
      if (size < k) siftUp(slot, score);
      else if (isWorse(slotAt(0), scoreAt(0), slot, score)) replaceWorst(slot, score);
    },
    take() {
      const order = Array.from({ length: size }, (_, i) => i);
      order.sort((a, b) => scoreAt(b) - scoreAt(a) || tieOf(slotAt(a)) - tieOf(slotAt(b)));
      return order.map(slotAt);
    },
  };
}
