import { createPersonSolver, type PersonEntry, type PersonSolver } from '../als/index.ts';
import type { RetrievalModel } from './retrieval-model.ts';
import { tokenShare } from './train-retrieval.ts';

/** Places jobs and people by a retrieval model; score = person · job. */
export interface Retriever {
  readonly dimensions: number;
  /** Number of a job token in the model, or −1. */
  readonly jobToken: (token: string) => number;
  /** Writes a job's vector into `out` at `at`: as learnt, or, for a job nobody had chosen, from its tokens. */
  readonly writeJob: (out: Float32Array, at: number, job: { id: string; tokens: ArrayLike<number> }) => void;
  /** Vector of a job it learnt from, open or not. */
  readonly learnt: (jobId: string) => Float32Array | undefined;
  /** Where a person stands by their profile alone. */
  readonly prior: (tokens: readonly string[]) => Float32Array;
  readonly solver: PersonSolver;
}

export type { PersonEntry };

/** Prepares a model; sums its Gram matrix once. */
export function createRetriever(model: RetrievalModel): Retriever {
  const { dimensions: d, jobWeights, personWeights, jobs } = model;
  const jobRows = new Map(model.jobIds.map((id, row) => [id, row]));
  const jobTokenRows = new Map(model.jobTokens.map((token, row) => [token, row]));
  const personTokenRows = new Map(model.personTokens.map((token, row) => [token, row]));
  const learnt = (jobId: string): Float32Array | undefined => {
    const row = jobRows.get(jobId);
    return row === undefined ? undefined : jobs.subarray(row * d, (row + 1) * d);
  };
  return {
    dimensions: d,
    jobToken: (token) => jobTokenRows.get(token) ?? -1,
    learnt,
    writeJob(out, at, { id, tokens }) {
      const known = learnt(id);
      if (known !== undefined) out.set(known, at);
      else {
        out.fill(0, at, at + d);
        addRows(out, at, { weights: jobWeights, rows: tokens, dimensions: d });
      }
    },
    prior(tokens) {
      const out = new Float32Array(d);
      const rows = tokens.map((token) => personTokenRows.get(token) ?? -1);
      addRows(out, 0, { weights: personWeights, rows, dimensions: d });
      return out;
    },
    solver: createPersonSolver({
      trained: jobs,
      rows: model.jobIds.length,
      dimensions: d,
      regularisation: model.regularisation,
      unobserved: model.unobserved,
    }),
  };
}

/** Adds rows of weights, each by its share of the known ones; −1 stands for an unknown token. */
function addRows(
  out: Float32Array,
  at: number,
  { weights, rows, dimensions: d }: { weights: Float32Array; rows: ArrayLike<number>; dimensions: number },
): void {
  let count = 0;
  for (let i = 0; i < rows.length; i++) if ((rows[i] ?? -1) >= 0) count++;
  const share = tokenShare(count);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? -1;
    if (row < 0) continue;
    for (let k = 0; k < d; k++) out[at + k] = (out[at + k] ?? 0) + share * (weights[row * d + k] ?? 0);
  }
}
