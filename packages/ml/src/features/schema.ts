import { createHash } from 'node:crypto';

import { ReasonFamily } from '@access/contracts/recommendations';

/** Reason families, in the words that explanations use. */
export const FAMILIES: readonly ReasonFamily[] = ReasonFamily.options;

/** One of the reason families. */
export type FeatureFamily = ReasonFamily;

/** One input of the ranker. */
export interface FeatureDefinition {
  name: string;
  family: FeatureFamily;
  /** 1: more never lowers the score; -1: more never raises it; 0: free. */
  monotone: 1 | -1 | 0;
  description: string;
}

function feature<const Name extends string>(
  name: Name,
  family: FeatureFamily,
  monotone: 1 | -1 | 0,
  description: string,
) {
  return { name, family, monotone, description } as const;
}

/**
 * The ranker's inputs in order. Nothing here stems from a name, photo, birth date, gender or any other protected trait;
 * a test reads this list for such words.
 */
export const FEATURES = [
  feature(
    'required_coverage',
    'skills',
    1,
    'Required skills held by idf and level, over their idf sum + 0.6; 0 for a person without skills',
  ),
  feature('optional_coverage', 'skills', 1, 'The same for optional skills'),
  feature(
    'required_missing',
    'skills',
    -1,
    'log(1 + missing required skills) / log 11, at most 1; 1 for a person without skills',
  ),
  feature(
    'skills_content',
    'skills',
    1,
    "Likeness (cosine above 0.3, scaled to 1) of the person's skill vector and the job",
  ),
  feature('skills_unknown', 'skills', 0, '1 when the job lists no skills'),
  feature(
    'title_desired',
    'title',
    1,
    'BM25 likeness of the job title to the titles wanted (else held), best one',
  ),
  feature(
    'title_position',
    'title',
    1,
    'BM25 likeness of the job title to positions held and headline, by recency, best one',
  ),
  feature('title_content', 'title', 1, "Likeness of the person's title vector and the job"),
  feature('content_cosine', 'title', 1, "Likeness of the person's whole vector and the job"),
  feature('occupation_match', 'title', 1, 'Same occupation 1, related one 0.5, by recency'),
  feature(
    'seniority_above',
    'seniority',
    -1,
    'Levels the job is above the person, / 3; 0.1 when either is unknown',
  ),
  feature(
    'seniority_below',
    'seniority',
    -1,
    'Levels the job is below the person, / 3; 0.1 when either is unknown',
  ),
  feature(
    'years_short',
    'seniority',
    -1,
    "Years of work missing for the job's level, / 10; 0.1 when unknown",
  ),
  feature('level_unknown', 'seniority', 0, "1 when the job's level is unknown"),
  feature(
    'proximity',
    'place',
    1,
    '1 / (1 + (km / scale)²), scale 35 km or the wanted radius; remote work counts as near',
  ),
  feature('same_city', 'place', 1, '1 when the job is in the city of the person or a wanted place'),
  feature('same_region', 'place', 1, '1 when the region is the same'),
  feature('same_country', 'place', 1, '1 when the country is the same; 0.6 when either is unknown'),
  feature('remote_fit', 'place', 1, '1 wanted arrangement, 0 another one, 0.5 no wish or unknown'),
  feature('job_type_fit', 'place', 1, '1 wanted job type, 0 another one, 0.5 no wish or unknown'),
  feature('place_unknown', 'place', 0, "1 when the job's place is unknown"),
  feature('salary_fit', 'pay', 1, 'log2(top pay / wanted floor) within [-1, 1]; 0 when either is unknown'),
  feature('salary_unknown', 'pay', 0, "1 when the job's pay is unknown"),
  feature('liked_max', 'activity', 1, 'Likeness to the most similar liked or saved job, 0 below cosine 0.3'),
  feature('liked_mean', 'activity', 1, 'Mean likeness to liked or saved jobs'),
  feature('disliked_max', 'activity', -1, 'Likeness to the most similar dismissed job, 0 below cosine 0.3'),
  feature('applied_max', 'activity', 1, 'Likeness to the most similar job applied to, 0 below cosine 0.3'),
  feature(
    'viewed_max',
    'activity',
    1,
    'Likeness to the most similar job read for ten seconds or more, 0 below cosine 0.3',
  ),
  feature(
    'company_affinity',
    'activity',
    1,
    'Liked, saved and applied minus dismissed jobs of the company, squashed to [-1, 1]',
  ),
  feature(
    'cf_score',
    'activity',
    1,
    'What collaborative filtering answers for the pair, within [0, 1]; 0 without a model',
  ),
  feature('posting_freshness', 'freshness', 1, 'Half-life decay of days since posting, 14 days'),
  feature('deadline_soon', 'freshness', 0, '1 when applications close within three days'),
  feature('popularity_views', 'popularity', 1, 'log(1 + views) / log 1001, at most 1'),
  feature('popularity_likes', 'popularity', 1, 'Smoothed likes and saves a view, ten times, at most 1'),
  feature('popularity_applies', 'popularity', 1, 'Smoothed applications a view, ten times, at most 1'),
  feature('rank_content', 'title', 1, '1 / rank among the content candidates, 0 when not among them'),
  feature('rank_skills', 'skills', 1, '1 / rank among the skill candidates'),
  feature('rank_title', 'title', 1, '1 / rank among the title candidates'),
  feature('rank_neighbours', 'activity', 1, '1 / rank among the neighbours of liked jobs'),
  feature('rank_fresh', 'freshness', 1, "1 / rank among fresh jobs of the person's field"),
  feature('rank_popular', 'popularity', 1, '1 / rank among popular jobs nearby'),
  feature('rank_local', 'place', 1, '1 / rank among the nearest jobs'),
  feature('rank_cf', 'activity', 1, '1 / rank among the candidates of collaborative filtering'),
] as const satisfies readonly FeatureDefinition[];

/** Name of a ranker input. */
export type FeatureName = (typeof FEATURES)[number]['name'];

/** Number of ranker inputs. */
export const FEATURE_COUNT: number = FEATURES.length;

/** Raise when a feature's meaning changes under the same name, so that older models are refused. */
const SCHEMA_REVISION = 1;

/** SHA-256 over names, families, directions and revision: a model is only used with the features it was made for. */
export const FEATURE_SCHEMA_HASH: string = createHash('sha256')
  .update(JSON.stringify([SCHEMA_REVISION, FEATURES.map((f) => [f.name, f.family, f.monotone])]))
  .digest('hex');

const INDEX = new Map<string, number>(FEATURES.map((f, index) => [f.name, index]));

/** Column of a feature. */
export function featureIndex(name: FeatureName): number {
  return INDEX.get(name) ?? -1;
}
