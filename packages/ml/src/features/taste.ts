import { confidenceOf, type Retriever } from '../retrieval/index.ts';
import { personTokensOf } from '../retrieval/tokens.ts';
import type { Interaction, PersonDocument } from './documents.ts';
import type { JobTable } from './job-table.ts';

/** A past choice as collaborative filtering counts it. */
export interface TasteEntry {
  readonly jobId: string;
  /** −1 for a job that is open no more. */
  readonly slot: number;
  readonly type: Interaction['type'];
  readonly vector: Float32Array;
  readonly weight: number;
  readonly target: number;
}

/** A person as collaborative filtering sees them: folded in from what they did, with their profile as the start. */
export interface Taste {
  readonly entries: readonly TasteEntry[];
  readonly vector: Float32Array;
  /** The vector that a job is scored with: a job that the person acted on is no evidence for itself. */
  readonly vectorFor: (slot: number) => Float32Array;
  /** How much of a job's score stems from each entry, in their order; exact (Hu et al. 2008, section 5). */
  readonly sharesOf: (slot: number) => Float64Array;
}

/** Older choices have faded, and each costs a step of the fold-in. */
const MOST_ENTRIES = 100;

/** Folds a person in at a moment; null where nothing is known of them. */
export function tasteOf(
  person: PersonDocument,
  {
    table,
    slotOf,
    retriever,
  }: { table: JobTable; slotOf: (jobId: string) => number | undefined; retriever: Retriever },
  now: number,
): Taste | null {
  const entries = entriesOf(person, { table, slotOf, retriever }, now);
  const prior = retriever.prior(personTokensOf(person));
  const vector = retriever.solver.vector(entries, prior);
  if (vector.every((value) => value === 0)) return null;
  const others = (slot: number): readonly TasteEntry[] => entries.filter((entry) => entry.slot !== slot);
  const without = new Map<number, Float32Array>();
  const own = new Set(entries.map(({ slot }) => slot));
  const { dimensions: d } = retriever;
  return {
    entries,
    vector,
    vectorFor(slot) {
      if (!own.has(slot)) return vector;
      const known = without.get(slot) ?? retriever.solver.vector(others(slot), prior);
      without.set(slot, known);
      return known;
    },
    sharesOf(slot) {
      const counted = others(slot);
      const job = table.factors.subarray(slot * d, (slot + 1) * d);
      const { entries: shares } = retriever.solver.shares(counted, job, prior);
      let at = 0;
      return Float64Array.from(entries, (entry) => (entry.slot === slot ? 0 : (shares[at++] ?? 0)));
    },
  };
}

function entriesOf(
  person: PersonDocument,
  {
    table,
    slotOf,
    retriever,
  }: { table: JobTable; slotOf: (jobId: string) => number | undefined; retriever: Retriever },
  now: number,
): TasteEntry[] {
  const { dimensions: d } = retriever;
  const latest = person.interactions.toSorted((a, b) => b.at - a.at);
  const entries: TasteEntry[] = [];
  for (const [jobId, actions] of Map.groupBy(latest, (action) => action.jobId)) {
    if (entries.length === MOST_ENTRIES) break;
    const slot = slotOf(jobId) ?? -1;
    const vector = slot < 0 ? retriever.learnt(jobId) : table.factors.slice(slot * d, (slot + 1) * d);
    const [strongest] = actions.toSorted((a, b) => RANK[b.type] - RANK[a.type]);
    if (vector === undefined || strongest === undefined) continue;
    entries.push({ jobId, slot, type: strongest.type, vector, ...confidenceOf(actions, now) });
  }
  return entries;
}

/** Which of several actions on one job is named. */
const RANK: Readonly<Record<Interaction['type'], number>> = {
  dislike: 5,
  apply: 4,
  bookmark: 3,
  like: 2,
  view: 1,
};
