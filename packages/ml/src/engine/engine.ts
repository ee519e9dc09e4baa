import type { ContentEncoder } from '../content/encoder.ts';
import { SOURCES } from '../features/compute-features.ts';
import type { JobDocument, PersonDocument } from '../features/documents.ts';
import type { OccupationMatcher } from '../features/occupation-matcher.ts';
import type { Ranker } from '../onnx/load-ranker.ts';
import { createVectorScan } from '../onnx/vector-scan.ts';
import type { VectorScan } from '../onnx/vector-scan.ts';
import type { Retriever } from '../retrieval/index.ts';
import { createScratch } from './candidates.ts';
import { featureRows, preparePerson, type EngineParts } from './engine-parts.ts';
import { explainPair } from './explain-pair.ts';
import type { PairExplanation } from './explain-pair.ts';
import { eligibleIds, findGaps } from './find-gaps.ts';
import type { GapAnalysis, GapOptions } from './find-gaps.ts';
import { createJobIndex } from './job-index.ts';
import { gatherCandidates, makeList } from './make-list.ts';
import type { Recommendation, RecommendOptions } from './make-list.ts';
import { createTopK } from './top-k.ts';
import { whatIf } from './what-if.ts';
import type { Counterfactual, WhatIfOptions } from './what-if.ts';

/** What an engine works with. */
export interface EngineOptions {
  content: ContentEncoder;
  ranker: Ranker;
  /** What collaborative filtering learnt; without it that source and feature stay silent. */
  retriever?: Retriever | null;
  occupations?: OccupationMatcher;
  /** ISO 4217 code of all pay handed in, for reasons; null writes bare numbers. */
  currency?: string | null;
}

/** A job like another one; similarity is the cosine of their content. */
export interface SimilarJob {
  jobId: string;
  similarity: number;
}

/** All open jobs in memory, and lists made from them. */
export interface Engine {
  upsert: (job: JobDocument) => void;
  /** False when the job was not there. */
  remove: (jobId: string) => boolean;
  size: () => number;
  recommend: (person: PersonDocument, options: RecommendOptions) => Promise<Recommendation>;
  /** Explains a job of the index by id (null when unknown), or one handed in that need not be in it. */
  explain: (
    person: PersonDocument,
    job: string | JobDocument,
    options: { now: number },
  ) => Promise<PairExplanation | null>;
  /** Smallest changes of the person that would bring a job of the index into their list, or to a better match; each replayed. */
  whatIf: (person: PersonDocument, jobId: string, options: WhatIfOptions) => Promise<Counterfactual[]>;
  /** Which skills the person lacks for the open jobs of a title, or for given jobs, and what each is worth. */
  gaps: (person: PersonDocument, options: GapOptions) => Promise<GapAnalysis>;
  /** Ids of the target's jobs that are open to the person now, counted as `gaps` counts them. */
  eligible: (person: PersonDocument, options: Pick<GapOptions, 'target' | 'now'>) => string[];
  /** Most similar jobs by content, whatever their deadline; empty when the job is unknown. */
  similar: (jobId: string, k: number) => Promise<SimilarJob[]>;
  /** All candidates of a person with their features, unranked: what a ranker is trained and judged on. */
  candidates: (person: PersonDocument, options: { now: number }) => Promise<FeatureRows>;
  /** Features of given jobs as a list would hold them, but without ranks in sources; unknown jobs are left out. */
  featuresOf: (person: PersonDocument, jobIds: readonly string[], options: { now: number }) => FeatureRows;
  /** Has another model serve from the next list on; lists under way end with the ranker they began with. @returns the former ranker. */
  useModel: (model: { ranker: Ranker; retriever: Retriever | null }) => Ranker;
}

/** Jobs with their features, row-major. */
export interface FeatureRows {
  jobIds: string[];
  values: Float32Array;
}

/** Creates an empty engine; the same jobs in any order give the same lists. */
export function createEngine({ content, ranker, retriever, occupations, currency }: EngineOptions): Engine {
  const index = createJobIndex(content, occupations ?? null);
  let opening: Promise<VectorScan> | null = null;
  let factorScan: { dimensions: number; opening: Promise<VectorScan> } | null = null;
  const parts: EngineParts = {
    index,
    content,
    ranker,
    retriever: retriever ?? null,
    occupations: occupations ?? null,
    currency: currency ?? null,
    scratch: createScratch(0),
    async scan(queries) {
      opening ??= createVectorScan(content.dimensions);
      const { scan } = await opening;
      return scan(index.table.vectors, index.slots(), queries);
    },
    async scanFactors(taste) {
      const { factors, factorDimensions } = index.table;
      const slots = index.slots();
      if (factorScan?.dimensions !== factorDimensions)
        factorScan = { dimensions: factorDimensions, opening: createVectorScan(factorDimensions) };
      return (await factorScan.opening).scan(factors, slots, [taste]);
    },
  };
  index.useRetriever(parts.retriever);
  return {
    upsert: index.upsert,
    remove: index.remove,
    size: index.size,
    recommend: (person, options) => makeList(parts, person, options),
    explain: (person, job, options) => explainPair(parts, { person, job, now: options.now }),
    whatIf: (person, jobId, options) => whatIf(parts, { ...options, person, jobId }),
    gaps: (person, options) => findGaps(parts, person, options),
    eligible: (person, options) => eligibleIds(parts, person, options),
    similar: (jobId, k) => similarJobs(parts, jobId, k),
    async candidates(person, { now }) {
      const { ids, features } = await gatherCandidates(parts, person, { now });
      return { jobIds: ids.map((id) => id ?? ''), values: features };
    },
    featuresOf: (person, jobIds, { now }) => featuresOf(parts, person, { jobIds, now }),
    useModel(next) {
      const former = parts.ranker;
      parts.ranker = next.ranker;
      if (parts.retriever !== next.retriever) {
        parts.retriever = next.retriever;
        index.useRetriever(next.retriever);
      }
      return former;
    },
  };
}

function featuresOf(
  parts: EngineParts,
  person: PersonDocument,
  { jobIds, now }: { jobIds: readonly string[]; now: number },
): FeatureRows {
  const known = jobIds.flatMap((jobId) => {
    const slot = parts.index.slotOf(jobId);
    return slot === undefined ? [] : [{ jobId, slot }];
  });
  const slots = Int32Array.from(known, ({ slot }) => slot);
  const batch = { slots, sourceRanks: new Float32Array(slots.length * SOURCES.length) };
  const { profile } = preparePerson(parts, person, now);
  return { jobIds: known.map(({ jobId }) => jobId), values: featureRows(parts, profile, { batch, now }) };
}

async function similarJobs({ index, scan }: EngineParts, jobId: string, k: number): Promise<SimilarJob[]> {
  const slot = index.slotOf(jobId);
  if (slot === undefined) return [];
  const { ids, vectors, dimensions } = index.table;
  const { products, release } = await scan([vectors.slice(slot * dimensions, (slot + 1) * dimensions)]);
  const best = createTopK(k, index.tieOf);
  products.forEach((similarity, other) => {
    if (ids[other] !== undefined && ids[other] !== jobId && similarity > 0) best.push(other, similarity);
  });
  const similar = best.take().flatMap((other) => {
    const id = ids[other];
    return id === undefined ? [] : [{ jobId: id, similarity: products[other] ?? 0 }];
  });
  release();
  return similar;
}
