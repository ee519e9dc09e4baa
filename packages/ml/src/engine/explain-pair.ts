import { explainJob } from '../explain/explain-job.ts';
import type { Explanation } from '../explain/explain-job.ts';
import { SOURCES } from '../features/compute-features.ts';
import type { JobDocument, PersonDocument } from '../features/documents.ts';
import { evidenceContext, featureRows, preparePerson } from './engine-parts.ts';
import type { EngineParts } from './engine-parts.ts';
import { masksOf } from './masks.ts';
import type { Mask, UnknownDealbreaker } from './masks.ts';

/** Score and reasons for one pair, whether the job is in a list or not. Ranks within candidate sources count as 0 here. */
export interface PairExplanation {
  jobId: string;
  score: number;
  explanation: Explanation;
  /** Rules that keep this job out of the person's list. */
  maskedBy: Mask[];
  unknownDealbreakers: UnknownDealbreaker[];
  features: Float32Array;
}

/** Explains one job to one person; null when the id is not in the index. A job handed in is used only if the index has none of its id. */
export async function explainPair(
  parts: EngineParts,
  { person, job, now }: { person: PersonDocument; job: string | JobDocument; now: number },
): Promise<PairExplanation | null> {
  const jobId = typeof job === 'string' ? job : job.id;
  const { index, ranker } = parts;
  const isVisitor = typeof job !== 'string' && index.slotOf(jobId) === undefined;
  // A visitor sits in the index for this synchronous pass alone, so that no list can contain it.
  if (isVisitor) index.upsert(job);
  let explained: Omit<PairExplanation, 'score'> | null;
  try {
    explained = explainSlot(parts, { person, jobId, now });
  } finally {
    if (isVisitor) index.remove(jobId);
  }
  if (explained === null) return null;
  const [score = 0] = await ranker.rank(explained.features, 1);
  return { ...explained, score };
}

function explainSlot(
  parts: EngineParts,
  { person, jobId, now }: { person: PersonDocument; jobId: string; now: number },
): Omit<PairExplanation, 'score'> | null {
  const slot = parts.index.slotOf(jobId);
  if (slot === undefined) return null;
  const { profile, rules } = preparePerson(parts, person, now);
  const batch = { slots: Int32Array.of(slot), sourceRanks: new Float32Array(SOURCES.length) };
  const features = featureRows(parts, profile, { batch, now });
  return {
    jobId,
    features,
    explanation: explainJob(parts.ranker.explainer, { profile, slot, features }, evidenceContext(parts, now)),
    maskedBy: masksOf(rules.brokenBy(slot)),
    unknownDealbreakers: rules.unknowns(slot),
  };
}
