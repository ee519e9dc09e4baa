export { computeFeatures, SOURCES } from './compute-features.ts';
export type { CandidateSource } from './compute-features.ts';
export type { JobDocument, PersonDocument } from './documents.ts';
export { FEATURE_COUNT, FEATURE_SCHEMA_HASH, FEATURES } from './schema.ts';
export type { FeatureFamily, FeatureName } from './schema.ts';
