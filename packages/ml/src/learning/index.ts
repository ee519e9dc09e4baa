export { loadResources, type LearningLink } from './load-resources.ts';
