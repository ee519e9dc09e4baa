import { seededRandom, type Random } from '../content/seeded-random.ts';
import type { Engine } from '../engine/index.ts';
import { FEATURE_COUNT, featureIndex } from '../features/schema.ts';
import { blankRankColumns, byChance, type LabelledGroup } from './groups.ts';
import { walk, type Log, type Moment } from './walk.ts';

export interface ReplayInput extends Log {
  /** Jobs passed over that each group holds, drawn from the candidates; 60. */
  readonly passedOver?: number;
  readonly seed: number;
}

const CONTENT = featureIndex('content_cosine');

/**
 * Makes a group before each choice of a log: candidates of the engine as jobs, counters and the person's own past stood at that moment,
 * those chosen within a day against others drawn from the rest. A choice that was no candidate makes no group: no ranker could have put it
 * forward.
 */
export async function replay(input: ReplayInput): Promise<LabelledGroup[]> {
  const { engine, seed, passedOver = 60 } = input;
  const random = seededRandom(seed);
  const groups: LabelledGroup[] = [];
  for await (const moment of walk(input)) {
    const group = await groupOf(engine, moment, { passedOver, random });
    if (group !== null) groups.push(group);
  }
  return groups;
}

/** Null where none of the jobs chosen was a candidate, or nothing else was. */
async function groupOf(
  engine: Engine,
  { person, at, sitting, seen, popularityOf }: Moment,
  { passedOver, random }: { passedOver: number; random: Random },
): Promise<LabelledGroup | null> {
  const candidates = (await engine.candidates(person, { now: at })).jobIds;
  const chosen = candidates.filter((id) => sitting.has(id));
  const pool = candidates.filter((id) => id !== '' && !sitting.has(id) && !seen.has(id));
  for (let i = 0; i < Math.min(passedOver, pool.length); i++) {
    const other = i + Math.floor(random() * (pool.length - i));
    [pool[i], pool[other]] = [pool[other] ?? '', pool[i] ?? ''];
  }
  const { jobIds, values } = engine.featuresOf(
    person,
    [...chosen, ...pool.slice(0, passedOver)].sort(byChance),
    { now: at },
  );
  const grades = Uint8Array.from(jobIds, (id) => sitting.get(id) ?? 0);
  if (!grades.some((grade) => grade > 0) || !grades.includes(0)) return null;
  return {
    personId: person.id,
    at,
    history: seen.size,
    jobIds,
    values: blankRankColumns(values),
    grades,
    content: Float32Array.from(jobIds, (_, row) => values[row * FEATURE_COUNT + CONTENT] ?? 0),
    popularity: Float32Array.from(jobIds, popularityOf),
  };
}
