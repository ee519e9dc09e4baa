import { linearModelOf } from './linear-model.ts';
import type { LinearModel, LinearTable } from './linear-model.ts';

/**
 * Hand-set weights: what a careful recruiter would weigh, in log-odds, until labelled lists exist. The scale is set by four people:
 * right title, skills, place → strong; right title and place, skills not told → good; half of it → fair to good;
 * another field → weak. Means are rounded averages over pairs of demo people and random jobs.
 * Ranks within candidate sources weigh nothing: a pair must get the same score wherever it is explained.
 */
const TABLE: LinearTable = {
  required_coverage: [1.7, 0.1],
  optional_coverage: [0.4, 0.08],
  required_missing: [-0.5, 0.6],
  skills_content: [0.5, 0.08],
  skills_unknown: [0, 0.2],
  title_desired: [1.5, 0.03],
  title_position: [0.5, 0.03],
  title_content: [0.8, 0.06],
  content_cosine: [1.2, 0.06],
  occupation_match: [0.6, 0.02],
  seniority_above: [-1.5, 0.1],
  seniority_below: [-0.9, 0.1],
  years_short: [-0.8, 0.1],
  level_unknown: [0, 0.4],
  proximity: [1.3, 0.1],
  same_city: [0.1, 0.05],
  same_region: [0.25, 0.15],
  same_country: [2.3, 0.6],
  remote_fit: [0.8, 0.5],
  job_type_fit: [0.6, 0.5],
  place_unknown: [0, 0.1],
  salary_fit: [0.6, 0],
  salary_unknown: [-0.1, 0.4],
  liked_max: [0.9, 0],
  liked_mean: [0.5, 0],
  disliked_max: [-1.2, 0],
  applied_max: [0.6, 0],
  viewed_max: [0.3, 0],
  company_affinity: [0.4, 0],
  cf_score: [0.8, 0],
  posting_freshness: [0.6, 0.4],
  deadline_soon: [0, 0.05],
  popularity_views: [0.3, 0.3],
  popularity_likes: [0.25, 0.3],
  popularity_applies: [0.2, 0.3],
  rank_content: [0, 0],
  rank_skills: [0, 0],
  rank_title: [0, 0],
  rank_neighbours: [0, 0],
  rank_fresh: [0, 0],
  rank_popular: [0, 0],
  rank_local: [0, 0],
  rank_cf: [0, 0],
};

/** Log-odds of an average job: most of a catalogue is not for one person. */
const BIAS = -3.8;

/** Version name of the hand-weighted model. */
export const HAND_WEIGHTED_VERSION = 'linear-1';

/** The hand-weighted monotone linear model that serves before there is data to learn from. */
export const handWeightedModel: LinearModel = linearModelOf(TABLE, BIAS);
