import type { SparseRows } from './linear-algebra.ts';

/** One bag of tokens (`nurse`, `skill:triage`, `industry:health`) and how much it counts. */
export interface ContentDocument {
  tokens: readonly string[];
  weight: number;
}

/** Documents by token number, tokens ordered by weight, heaviest first. */
export interface Corpus {
  tokens: string[];
  tokenWeights: Float64Array;
  documents: number;
  documentOffsets: Int32Array;
  documentTokens: Int32Array;
  documentWeights: Float64Array;
}

/** Longer bags say little about any one pair of their tokens and cost the square of their length. */
const LONGEST_DOCUMENT = 256;

/** Counts the documents once; tokens lighter than `minCount` or beyond `maxVocabulary` are dropped. */
export function collectCorpus(
  documents: Iterable<readonly string[] | ContentDocument>,
  limits: { minCount: number; maxVocabulary: number },
): Corpus {
  const idOf = new Map<string, number>();
  const weightOf: number[] = [];
  const flat = growingInts();
  const offsets = growingInts();
  const weights: number[] = [];
  for (const document of documents) {
    const { tokens, weight } = toDocument(document);
    offsets.push(flat.length());
    weights.push(weight);
    for (const token of new Set(tokens.slice(0, LONGEST_DOCUMENT))) {
      let id = idOf.get(token);
      if (id === undefined) {
        id = idOf.size;
        idOf.set(token, id);
        weightOf.push(0);
      }
      weightOf[id] = (weightOf[id] ?? 0) + weight;
      flat.push(id);
    }
  }
  offsets.push(flat.length());
  const kept = [...idOf]
    .filter(([, id]) => (weightOf[id] ?? 0) >= limits.minCount)
    .sort(([a, x], [b, y]) => (weightOf[y] ?? 0) - (weightOf[x] ?? 0) || (a < b ? -1 : 1))
    .slice(0, limits.maxVocabulary);
  const renumber = new Int32Array(idOf.size).fill(-1);
  kept.forEach(([, id], index) => (renumber[id] = index));
  return {
    tokens: kept.map(([token]) => token),
    tokenWeights: Float64Array.from(kept, ([, id]) => weightOf[id] ?? 0),
    documentWeights: Float64Array.from(weights),
    ...keepKnown(flat.view(), offsets.view(), renumber),
  };
}

function toDocument(document: readonly string[] | ContentDocument): ContentDocument {
  return 'tokens' in document ? document : { tokens: document, weight: 1 };
}

function keepKnown(flat: Int32Array, offsets: Int32Array, renumber: Int32Array) {
  const documents = offsets.length - 1;
  const documentOffsets = new Int32Array(documents + 1);
  const documentTokens = new Int32Array(flat.length);
  let end = 0;
  for (let d = 0; d < documents; d++) {
    for (let p = offsets[d] ?? 0; p < (offsets[d + 1] ?? 0); p++) {
      const id = renumber[flat[p] ?? 0] ?? -1;
      if (id >= 0) documentTokens[end++] = id;
    }
    documentOffsets[d + 1] = end;
  }
  return { documents, documentOffsets, documentTokens: documentTokens.slice(0, end) };
}

function growingInts() {
  let data = new Int32Array(1024);
  let used = 0;
  return {
    push(value: number) {
      if (used === data.length) {
        const larger = new Int32Array(used * 2);
        larger.set(data);
        data = larger;
      }
      data[used++] = value;
    },
    length: () => used,
    view: () => data.subarray(0, used),
  };
}

/**
 * Positive pointwise mutual information of tokens that share a document, symmetric, with context
 * distribution smoothing 0.75 on both sides (Levy, Goldberg, Dagan 2015). A document spreads its weight over
 * its pairs, so that a bag of a hundred tokens does not outweigh a title of three.
 * Row by row over a dense accumulator: no hash of pairs, memory is that of the result.
 */
export function ppmiMatrix(corpus: Corpus, checkpoint: () => void): SparseRows {
  const size = corpus.tokens.length;
  const { offsets: containedAt, documents: containing } = invert(corpus);
  const { documentOffsets, documentTokens, documentWeights } = corpus;
  const marginal = pairMarginals(corpus);
  const { total, logShare, logSmoothed } = logShares(marginal);
  const accumulator = new Float64Array(size);
  const touched = new Int32Array(size);
  const offsets = new Int32Array(size + 1);
  let columns = new Int32Array(1 << 16);
  let values = new Float32Array(1 << 16);
  let end = 0;
  for (let i = 0; i < size; i++) {
    if ((i & 1023) === 0) checkpoint();
    let count = 0;
    for (let p = containedAt[i] ?? 0; p < (containedAt[i + 1] ?? 0); p++) {
      const d = containing[p] ?? 0;
      const from = documentOffsets[d] ?? 0;
      const to = documentOffsets[d + 1] ?? 0;
      const weight = (documentWeights[d] ?? 0) / (to - from - 1);
      for (let q = from; q < to; q++) {
        const j = documentTokens[q] ?? 0;
        if (j === i) continue;
        if (accumulator[j] === 0) touched[count++] = j;
        accumulator[j] = (accumulator[j] ?? 0) + weight;
      }
    }
    if (end + count > columns.length) {
      const capacity = Math.max(columns.length * 2, end + count);
      columns = grow(columns, new Int32Array(capacity));
      values = grow(values, new Float32Array(capacity));
    }
    const row = touched.subarray(0, count).sort();
    for (let t = 0; t < count; t++) {
      const j = row[t] ?? 0;
      const joint = Math.log((accumulator[j] ?? 0) / total);
      accumulator[j] = 0;
      const apart =
        ((logShare[i] ?? 0) + (logSmoothed[j] ?? 0) + (logShare[j] ?? 0) + (logSmoothed[i] ?? 0)) / 2;
      if (joint <= apart) continue;
      columns[end] = j;
      values[end++] = joint - apart;
    }
    offsets[i + 1] = end;
  }
  return { size, offsets, columns: columns.subarray(0, end), values: values.subarray(0, end) };
}

function grow<T extends Int32Array | Float32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function invert(corpus: Corpus) {
  const size = corpus.tokens.length;
  const offsets = new Int32Array(size + 1);
  for (const id of corpus.documentTokens) offsets[id + 1] = (offsets[id + 1] ?? 0) + 1;
  for (let i = 0; i < size; i++) offsets[i + 1] = (offsets[i + 1] ?? 0) + (offsets[i] ?? 0);
  const next = offsets.slice();
  const documents = new Int32Array(corpus.documentTokens.length);
  for (let d = 0; d < corpus.documents; d++) {
    for (let p = corpus.documentOffsets[d] ?? 0; p < (corpus.documentOffsets[d + 1] ?? 0); p++) {
      const id = corpus.documentTokens[p] ?? 0;
      const at = next[id] ?? 0;
      documents[at] = d;
      next[id] = at + 1;
    }
  }
  return { offsets, documents };
}

/** Weight of all pairs a token takes part in: the document's weight, wherever it has company. */
function pairMarginals(corpus: Corpus): Float64Array {
  const marginal = new Float64Array(corpus.tokens.length);
  for (let d = 0; d < corpus.documents; d++) {
    const from = corpus.documentOffsets[d] ?? 0;
    const to = corpus.documentOffsets[d + 1] ?? 0;
    if (to - from < 2) continue;
    for (let p = from; p < to; p++) {
      const id = corpus.documentTokens[p] ?? 0;
      marginal[id] = (marginal[id] ?? 0) + (corpus.documentWeights[d] ?? 0);
    }
  }
  return marginal;
}

function logShares(marginal: Float64Array) {
  let total = 0;
  let smoothedTotal = 0;
  for (const m of marginal) {
    total += m;
    smoothedTotal += m ** 0.75;
  }
  return {
    total,
    logShare: marginal.map((m) => Math.log(m / total)),
    logSmoothed: marginal.map((m) => Math.log(m ** 0.75 / smoothedTotal)),
  };
}
