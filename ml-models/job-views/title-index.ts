import { folded } from './read-views.ts';

const STOP_WORDS = new Set('and of the a for in to at with or an on i ii iii full part time'.split(' '));

/** Words of a title, plurals cut. */
export function titleWords(title: string): string[] {
  return folded(title)
    .split(' ')
    .filter((word) => word !== '' && !STOP_WORDS.has(word))
    .map(stem);
}

function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** TF-IDF vectors of job titles, searched by inverted lists. */
export interface TitleIndex {
  /** Cosine of each job's title with the words, into `out`. */
  cosines: (words: readonly string[], out: Float32Array) => Float32Array;
  /** Cosines with one of the jobs' own titles. */
  cosinesOf: (slot: number, out: Float32Array) => Float32Array;
}

export function createTitleIndex(titles: readonly string[]): TitleIndex {
  const words = titles.map((title) => [...new Set(titleWords(title))]);
  const frequencies = new Map<string, number>();
  for (const list of words) for (const word of list) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  const idf = (word: string): number => Math.log((titles.length + 1) / ((frequencies.get(word) ?? 0) + 0.5));
  const postings = new Map<string, { slots: number[]; weights: number[] }>();
  words.forEach((list, slot) => {
    const norm = Math.hypot(...list.map(idf)) || 1;
    for (const word of list) {
      const posting = postings.get(word) ?? { slots: [], weights: [] };
      posting.slots.push(slot);
      posting.weights.push(idf(word) / norm);
      postings.set(word, posting);
    }
  });
  const cosines: TitleIndex['cosines'] = (given, out) => {
    out.fill(0);
    const query = [...new Set(given)].filter((word) => frequencies.has(word));
    const norm = Math.hypot(...query.map(idf)) || 1;
    for (const word of query) {
      const { slots = [], weights = [] } = postings.get(word) ?? {};
      const weight = idf(word) / norm;
      for (let i = 0; i < slots.length; i++) {
        const slot = slots[i] ?? 0;
        out[slot] = (out[slot] ?? 0) + weight * (weights[i] ?? 0);
      }
    }
    return out;
  };
  return { cosines, cosinesOf: (slot, out) => cosines(words[slot] ?? [], out) };
}
