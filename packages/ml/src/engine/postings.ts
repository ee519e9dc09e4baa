/** Which slots hold a term: one growing list a term, in no order. */
export interface Postings {
  add: (term: number, slot: number) => void;
  remove: (term: number, slot: number) => void;
  /** The slots of a term; valid until the next change. */
  of: (term: number) => Int32Array;
}

const NONE = new Int32Array(0);

/** Empty postings. */
export function createPostings(): Postings {
  const lists: Int32Array[] = [];
  const sizes: number[] = [];
  return {
    add(term, slot) {
      while (lists.length <= term) {
        lists.push(NONE);
        sizes.push(0);
      }
      const size = sizes[term] ?? 0;
      let list = lists[term] ?? NONE;
      if (size === list.length) {
        const larger = new Int32Array(Math.max(4, Math.ceil(size * 1.5)));
        larger.set(list);
        lists[term] = larger;
        list = larger;
      }
      list[size] = slot;
      sizes[term] = size + 1;
    },
    remove(term, slot) {
      const list = lists[term] ?? NONE;
      const size = sizes[term] ?? 0;
      const at = list.subarray(0, size).indexOf(slot);
      if (at < 0) return;
      list[at] = list[size - 1] ?? 0;
      sizes[term] = size - 1;
    },
    of: (term) => (lists[term] ?? NONE).subarray(0, sizes[term] ?? 0),
  };
}
