export { seededRandom, type Random } from '../content/seeded-random.ts';
