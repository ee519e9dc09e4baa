export { readShippedRanker, type ShippedFiles } from './read-shipped-ranker.ts';
