import type { Interner } from './interner.ts';
import type { JobTable } from './job-table.ts';

/** A title of a person, ready to be compared with job titles. */
export interface TitleQuery {
  title: string;
  kind: 'desired' | 'position' | 'headline';
  tokens: readonly string[];
  terms: Int32Array;
  idf: Float64Array;
  /** Score of the title against itself, so that likeness 1 means the same words. */
  selfScore: number;
  /** Recency, in (0, 1]. */
  weight: number;
}

const K1 = 1.2;
const B = 0.75;
const AVERAGE_TITLE_WORDS = 3;

/** BM25 weight of a word that stands once in a title of so many words (Robertson, Zaragoza 2009). */
export function bm25Weight(titleWords: number): number {
  return (K1 + 1) / (1 + K1 * (1 - B + (B * titleWords) / AVERAGE_TITLE_WORDS));
}

/** Prepares one title; words that no job has count in the self score, so that a half-known title is half alike. */
export function titleQuery(
  input: { title: string; kind: TitleQuery['kind']; weight: number; tokens: readonly string[] },
  terms: Interner,
  idf: (token: string) => number,
): TitleQuery {
  const tokens = [...new Set(input.tokens)];
  const weights = Float64Array.from(tokens, idf);
  let total = 0;
  for (const weight of weights) total += weight;
  return {
    ...input,
    tokens,
    terms: Int32Array.from(tokens, (token) => terms.find(token)),
    idf: weights,
    selfScore: total * bm25Weight(tokens.length),
  };
}

/** Likeness in [0, 1] of a job's title to a person's. */
export function titleLikeness(query: TitleQuery, table: JobTable, slot: number): number {
  if (query.selfScore === 0) return 0;
  const { data, start, length } = table.titleTerms;
  const from = start[slot] ?? 0;
  const count = length[slot] ?? 0;
  let shared = 0;
  for (let i = 0; i < query.terms.length; i++) {
    const term = query.terms[i] ?? -1;
    if (term < 0) continue;
    for (let p = from; p < from + count; p++) {
      if (data[p] !== term) continue;
      shared += query.idf[i] ?? 0;
      break;
    }
  }
  return Math.min(1, (shared * bm25Weight(count)) / query.selfScore);
}
