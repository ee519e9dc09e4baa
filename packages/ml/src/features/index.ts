export { computeFeatures } from './compute-features.ts';
export type { Interaction, JobDocument, PersonDocument } from './documents.ts';
export { createOccupationMatcher } from './occupation-matcher.ts';
export { FEATURE_COUNT, FEATURE_SCHEMA_HASH, FEATURES } from './schema.ts';
export type { FeatureFamily, FeatureName } from './schema.ts';
