export { explainJob } from './explain-job.ts';
export type { Explanation, Reason } from './explain-job.ts';
export { explainLinear } from './explain-linear.ts';
export type { Attribution, Contribution } from './explain-linear.ts';
export type { Explainer } from './explainer.ts';
export type { JobEvidence } from './evidence.ts';
