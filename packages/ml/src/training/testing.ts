import { seededRandom } from '../content/seeded-random.ts';
import { FEATURE_COUNT, featureIndex } from '../features/schema.ts';
import { byChance, type LabelledGroup } from './groups.ts';

const CONTENT = featureIndex('content_cosine');
const FRESH = featureIndex('posting_freshness');
const NEAR = featureIndex('proximity');

/** Lists, a minute apart, in which people choose fresh jobs near them, with noise; likeness says a little, popularity nothing. */
export function madeUpGroups(count: number, seed: number): LabelledGroup[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, q) => {
    const jobs = Array.from({ length: 20 }, (_job, i) => {
      const features = new Float32Array(FEATURE_COUNT);
      features[CONTENT] = random();
      features[FRESH] = random();
      features[NEAR] = random();
      const appeal =
        (features[FRESH] ?? 0) + (features[NEAR] ?? 0) + 0.3 * (features[CONTENT] ?? 0) + 0.4 * random();
      return { id: `job-${q % 7}-${i}`, features, appeal, views: Math.floor(random() * 100) };
    }).sort((a, b) => byChance(a.id, b.id));
    const best = Math.max(...jobs.map(({ appeal }) => appeal));
    return {
      personId: `person-${q % 40}`,
      at: Date.UTC(2026, 0, 1) + q * 60_000,
      history: q % 10,
      jobIds: jobs.map(({ id }) => id),
      values: Float32Array.from(jobs.flatMap(({ features }) => [...features])),
      grades: Uint8Array.from(jobs, ({ appeal }) => (appeal === best ? 4 : appeal > best - 0.1 ? 1 : 0)),
      content: Float32Array.from(jobs, ({ features }) => features[CONTENT] ?? 0),
      popularity: Float32Array.from(jobs, ({ views }) => views),
    };
  });
}
