export { featureMatrix, type FeatureMatrix } from './features.ts';
export { interactionMatrix, type InteractionMatrix } from './interaction-matrix.ts';
export { createPersonSolver, type PersonEntry, type PersonSolver } from './person-solver.ts';
export type { AlsSettings } from './settings.ts';
export { trainAls, type AlsModel } from './train-als.ts';
