import type { ContentEncoder } from '../content/encoder.ts';
import type { EvidenceContext } from '../explain/evidence.ts';
import { computeFeatures } from '../features/compute-features.ts';
import type { FeatureBatch } from '../features/compute-features.ts';
import type { PersonDocument } from '../features/documents.ts';
import type { OccupationMatcher } from '../features/occupation-matcher.ts';
import { buildProfile } from '../features/profile.ts';
import type { PersonProfile } from '../features/profile.ts';
import { FEATURE_COUNT } from '../features/schema.ts';
import type { Ranker } from '../onnx/load-ranker.ts';
import type { ScanResult } from '../onnx/vector-scan.ts';
import type { Retriever } from '../retrieval/index.ts';
import type { Scratch } from './candidates.ts';
import type { JobIndex } from './job-index.ts';
import { createMaskRules } from './masks.ts';
import type { MaskRules } from './masks.ts';

/** What the parts of one engine share. */
export interface EngineParts {
  index: JobIndex;
  content: ContentEncoder;
  ranker: Ranker;
  retriever: Retriever | null;
  occupations: OccupationMatcher | null;
  currency: string | null;
  scratch: Scratch;
  /** Products of all jobs with a few vectors, row-major by slot. */
  scan: (queries: readonly Float32Array[]) => Promise<ScanResult>;
  /** Products of all jobs' factors with one taste. */
  scanFactors: (taste: Float32Array) => Promise<ScanResult>;
}

/** A person against the index as it is now. */
export interface PreparedPerson {
  profile: PersonProfile;
  rules: MaskRules;
  revision: number;
}

/** Prepares a person; valid until the index's revision changes. */
export function preparePerson(
  { index, content, occupations, retriever }: EngineParts,
  person: PersonDocument,
  now: number,
): PreparedPerson {
  const context = { table: index.table, lexicon: index.lexicon, slotOf: index.slotOf };
  const profile = buildProfile(person, { ...context, content, occupations, retriever }, now);
  return { profile, rules: createMaskRules(profile, context, now), revision: index.revision() };
}

/** Feature rows of a batch, one after the other. */
export function featureRows(
  { index }: EngineParts,
  profile: PersonProfile,
  { batch, now }: { batch: FeatureBatch; now: number },
): Float32Array {
  const out = new Float32Array(batch.slots.length * FEATURE_COUNT);
  computeFeatures(profile, index, { batch, now, out });
  return out;
}

/** Where reasons read their evidence. */
export function evidenceContext({ index, occupations, currency }: EngineParts, now: number): EvidenceContext {
  return { table: index.table, lexicon: index.lexicon, occupations, currency, now };
}
