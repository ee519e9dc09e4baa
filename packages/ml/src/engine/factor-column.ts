import type { JobDocument } from '../features/documents.ts';
import { createInterner } from '../features/interner.ts';
import type { JobTable } from '../features/job-table.ts';
import type { Retriever } from '../retrieval/index.ts';
import { jobTokensOf } from '../retrieval/tokens.ts';
import { createIntRows, enlarge } from './int-rows.ts';

/**
 * Keeps `table.factors`: each job's place in the space of collaborative filtering. Tokens are kept as numbers, so that another model
 * places 100,000 jobs anew without their documents.
 */
export function createFactorColumn(table: JobTable) {
  const interner = createInterner();
  let capacity = table.isUsed.length;
  const rows = createIntRows(capacity);
  let retriever: Retriever | null = null;
  /** Row of the model by token number; −1 where it knows none. */
  let modelRows: number[] = [];

  const modelRow = (token: number): number => {
    const known = modelRows[token];
    if (known !== undefined) return known;
    const row = retriever?.jobToken(interner.text(token)) ?? -1;
    modelRows[token] = row;
    return row;
  };
  const place = (slot: number, id: string): void => {
    if (retriever === null) return;
    const { start, length, data } = rows.rows;
    const from = start[slot] ?? 0;
    const tokens = data.subarray(from, from + (length[slot] ?? 0)).map(modelRow);
    retriever.writeJob(table.factors, slot * retriever.dimensions, { id, tokens });
  };

  return {
    reserve(size: number): void {
      capacity = size;
      rows.reserve(size);
      table.factors = enlarge(table.factors, new Float32Array(size * table.factorDimensions));
    },
    write(slot: number, job: JobDocument): void {
      rows.set(slot, jobTokensOf(job).map(interner.add));
      place(slot, job.id);
    },
    clear(slot: number): void {
      rows.set(slot, []);
      const d = table.factorDimensions;
      table.factors.fill(0, slot * d, (slot + 1) * d);
    },
    use(next: Retriever | null, used: number): void {
      retriever = next;
      modelRows = [];
      table.factorDimensions = next?.dimensions ?? 0;
      // A new array: a scan under way goes on over the former.
      table.factors = new Float32Array(capacity * table.factorDimensions);
      for (let slot = 0; slot < used; slot++) {
        const id = table.ids[slot];
        if (id !== undefined) place(slot, id);
      }
    },
  };
}
