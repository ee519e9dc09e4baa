import type { PersonProfile } from '../features/profile.ts';
import { FAMILIES } from '../features/schema.ts';
import type { FeatureFamily } from '../features/schema.ts';
import { gatherEvidence } from './evidence.ts';
import type { EvidenceContext, JobEvidence } from './evidence.ts';
import type { Attribution } from './explain-linear.ts';
import type { Explainer } from './explainer.ts';
import { phraseOf } from './phrases.ts';
import type { Phrase } from './phrases.ts';

/** One family's share of the margin with what stands behind it; positive speaks for the job. */
export interface Reason {
  family: FeatureFamily;
  value: number;
  code: string;
  params: Phrase['params'];
  text: string;
  evidence: JobEvidence[FeatureFamily];
}

/** A score made plain: the exact attribution, the reasons by family, largest first, and one short sentence. */
export interface Explanation extends Attribution {
  reasons: Reason[];
  sentence: string;
  sentenceCodes: string[];
}

/** A family that moves the odds by less than this is noise to a reader. */
const LEAST_REASON = 0.05;
/** The sentence names at most this many reasons. */
const SENTENCE_PARTS = 2;
/** Reasons far weaker than the strongest would mislead in one breath with it. */
const SENTENCE_SHARE = 0.15;

/** Explains one job to one person from the features the ranker saw. */
export function explainJob(
  explainer: Explainer,
  job: { profile: PersonProfile; slot: number; features: Float32Array },
  context: EvidenceContext,
): Explanation {
  const attribution = explainer.attribute(job.features);
  const evidence = gatherEvidence(job.profile, job.slot, context);
  const phrased = FAMILIES.flatMap((family) => {
    const contributions = attribution.contributions.filter((c) => c.family === family);
    const value = contributions.reduce((sum, c) => sum + c.value, 0);
    if (Math.abs(value) < LEAST_REASON) return [];
    const phrase = phraseOf(family, { evidence, contributions, value });
    return phrase === null ? [] : [{ family, value, phrase }];
  }).sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const reasons = phrased.map(({ family, value, phrase: { code, params, text } }) => ({
    family,
    value,
    code,
    params,
    text,
    evidence: evidence[family],
  }));
  const sentence = job.profile.isEmpty ? emptyProfileSentence(evidence) : personalSentence(phrased);
  return { ...attribution, reasons, ...sentence };
}

function personalSentence(phrased: readonly { value: number; phrase: Phrase }[]) {
  const telling = phrased.filter(({ value, phrase }) => value > 0 && phrase.isTelling);
  const strongest = telling[0]?.value ?? 0;
  const parts = telling.filter(({ value }) => value >= strongest * SENTENCE_SHARE).slice(0, SENTENCE_PARTS);
  if (parts.length === 0) {
    const against = phrased.find(({ value }) => value < 0);
    const code = against === undefined ? 'few_links' : `few_links:${against.phrase.code}`;
    return { sentence: 'Few links to your profile so far', sentenceCodes: [code] };
  }
  const [first, ...rest] = parts.map(({ phrase }) => phrase.text);
  return {
    sentence: [first, ...rest.map(lowerFirst)].join(', '),
    sentenceCodes: parts.map(({ phrase }) => phrase.code),
  };
}

/** Nearer than this counts as near in words. */
const NEAR_KM = 50;
const NEW_DAYS = 7;
/** Fewer looks or choices than these are not popularity. */
const POPULAR_VIEWS = 20;
const POPULAR_CHOICES = 3;

/** Says openly that the list is not personal yet, and only what is true of this job. */
function emptyProfileSentence({ place, popularity, freshness }: JobEvidence) {
  const isNear = place.distanceKm !== null && place.distanceKm <= NEAR_KM;
  const { views, likes, bookmarks, applies } = popularity;
  const isPopular = views >= POPULAR_VIEWS || likes + bookmarks + applies >= POPULAR_CHOICES;
  const isNew = freshness.ageDays <= NEW_DAYS;
  const code = isPopular ? 'empty_popular' : isNew ? 'empty_new' : 'empty_open';
  const near = `near ${place.nearName ?? 'you'}`;
  const nearby = isPopular ? `Popular ${near}` : isNew ? `New ${near}` : `Open ${near}`;
  const anywhere = isPopular ? 'Popular now' : isNew ? 'Just posted' : 'Open now';
  return {
    sentence: `${isNear ? nearby : anywhere}. Add skills or a résumé to make this yours.`,
    sentenceCodes: [isNear ? `${code}_nearby` : code],
  };
}

/** Lower-cases an opening word, but not a name or an abbreviation. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
