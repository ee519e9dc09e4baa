import { SOURCES } from '../features/compute-features.ts';
import type { CandidateSource, FeatureBatch } from '../features/compute-features.ts';
import { EARTH_RADIUS_KM } from '../features/geometry.ts';
import { isPackedRequired, packedLevel, packedSkill, skillCredit } from '../features/job-table.ts';
import type { PersonProfile } from '../features/profile.ts';
import { bm25Weight } from '../features/title-query.ts';
import { OPTIONAL_SHARE } from './job-index.ts';
import type { JobIndex } from './job-index.ts';
import type { MaskRules } from './masks.ts';
import { createTopK } from './top-k.ts';
import type { TopK } from './top-k.ts';

/** How many candidates each source gives (ML.md §2). */
const LIMITS: Record<CandidateSource, number> = {
  content: 100,
  skills: 100,
  title: 100,
  neighbours: 50,
  fresh: 50,
  popular: 50,
  local: 50,
  cf: 200,
};

/** Likes whose neighbours are looked up. */
const NEIGHBOUR_QUERIES = 5;
/** A week-old posting counts half as fresh when looking for candidates. */
const FRESH_MS = 7 * 24 * 3600 * 1000;
/** Share of nearness or popularity that a job of quite another field keeps. */
const OFF_FIELD_SHARE = 0.03;
/** Keeps equal scores in play, which the tie rule decides. */
const TIE_MARGIN = 1e-9;
const ANYWHERE_NEARNESS = 0.1;

/** Columns by slot that one synchronous pass works in; kept, because fresh megabytes for each list keep the collector busy. */
export interface Scratch {
  /** Zero between passes. */
  sums: Float32Array;
  touched: Int32Array;
  slots: Int32Array;
  isOpen: Uint8Array;
  own: Float32Array;
  field: Float32Array;
  near: Float32Array;
}

/** Scratch for a number of slots. */
export function createScratch(slots: number): Scratch {
  return {
    sums: new Float32Array(slots),
    touched: new Int32Array(slots),
    slots: new Int32Array(slots),
    isOpen: new Uint8Array(slots),
    own: new Float32Array(slots),
    field: new Float32Array(slots),
    near: new Float32Array(slots),
  };
}

/** Vectors whose products with all jobs the candidate pass needs, the person's own first. */
export function scanQueries(profile: PersonProfile): Float32Array[] {
  return [profile.vectors.whole, ...neighbourSeeds(profile).map((job) => job.vector)];
}

function neighbourSeeds(profile: PersonProfile) {
  return profile.liked.slice(0, NEIGHBOUR_QUERIES);
}

/** What candidates are drawn from. */
export interface CandidateInput {
  profile: PersonProfile;
  index: JobIndex;
  rules: MaskRules;
  /** Products of `scanQueries` with each slot, row-major, `width` a slot. */
  products: Float32Array;
  width: number;
  /** Product of the person's taste with each slot; null without one. */
  tastes: Float32Array | null;
  now: number;
  scratch: Scratch;
}

/** Columns over the jobs that may be shown, computed once for all sources. */
interface OpenJobs {
  slots: Int32Array;
  isOpen: Uint8Array;
  /** Cosine with the person, by slot. */
  own: Float32Array;
  /** How much of the person's field a job is: 1 for all when nothing is known. */
  field: Float32Array;
  /** Nearness to the places wanted; 1 for all when there are none. */
  near: Float32Array;
}

/**
 * Best jobs of each source that no rule of the person hides, with the reciprocal rank in each source.
 * Rules are applied before a source is cut off, so that a choosy person still gets full lists.
 */
export function findCandidates(input: CandidateInput): FeatureBatch {
  const jobs = openJobs(input);
  const ranked: Record<CandidateSource, readonly number[]> = {
    content: byContent(input, jobs),
    skills: bySkills(input, jobs),
    title: byTitle(input, jobs),
    neighbours: byNeighbours(input, jobs),
    fresh: byFreshness(input, jobs),
    popular: byPopularity(input, jobs),
    local: byNearness(input, jobs),
    cf: byTaste(input, jobs),
  };
  const rowOf = new Map<number, number>();
  for (const source of SOURCES) {
    for (const slot of ranked[source]) if (!rowOf.has(slot)) rowOf.set(slot, rowOf.size);
  }
  const sourceRanks = new Float32Array(rowOf.size * SOURCES.length);
  SOURCES.forEach((source, s) => {
    ranked[source].forEach((slot, rank) => {
      sourceRanks[(rowOf.get(slot) ?? 0) * SOURCES.length + s] = 1 / (rank + 1);
    });
  });
  return { slots: Int32Array.from(rowOf.keys()), sourceRanks };
}

/** Names of the sources that gave a candidate. */
export function sourcesOf(batch: FeatureBatch, row: number): CandidateSource[] {
  return SOURCES.filter((_, s) => (batch.sourceRanks[row * SOURCES.length + s] ?? 0) > 0);
}

function openJobs({ profile, index, rules, products, width, scratch }: CandidateInput): OpenJobs {
  const count = index.slots();
  const { isUsed } = index.table;
  const { slots, isOpen, own, field } = scratch;
  const { brokenBy } = rules;
  const { hasVector } = profile;
  field.fill(1, 0, count);
  isOpen.fill(0, 0, count);
  let open = 0;
  for (let slot = 0; slot < count; slot++) {
    if (isUsed[slot] === 0 || brokenBy(slot) !== 0) continue;
    isOpen[slot] = 1;
    slots[open++] = slot;
    const cosine = products[slot * width] ?? 0;
    own[slot] = cosine;
    const positive = Math.max(0, cosine);
    // A product, since ** is a call to pow.
    if (hasVector) field[slot] = OFF_FIELD_SHARE + positive * positive;
  }
  return { slots: slots.subarray(0, open), isOpen, own, field, near: nearness(profile, index, scratch) };
}

/**
 * Nearness in [0, 1] by slot for choosing candidates, straight from the chord: the ranker weighs the exact distance later,
 * and an arc sine for each of 100,000 jobs would cost more than all else here.
 */
function nearness(profile: PersonProfile, index: JobIndex, { near }: Scratch): Float32Array {
  const count = index.slots();
  near.fill(profile.places.length === 0 ? 1 : 0, 0, count);
  const { position } = index.table;
  for (const { point, scaleKm } of profile.places) {
    const [x, y, z] = point;
    const scale = (EARTH_RADIUS_KM / scaleKm) * (EARTH_RADIUS_KM / scaleKm);
    for (let slot = 0, p = 0; slot < count; slot++, p += 3) {
      const dx = (position[p] ?? 0) - x;
      const dy = (position[p + 1] ?? 0) - y;
      const dz = (position[p + 2] ?? 0) - z;
      const value = 1 / (1 + (dx * dx + dy * dy + dz * dz) * scale);
      // An unknown place gives NaN, which is never greater.
      if (value > (near[slot] ?? 0)) near[slot] = value;
      else if (Number.isNaN(value) && near[slot] === 0) near[slot] = ANYWHERE_NEARNESS;
    }
  }
  return near;
}

function byContent({ profile, index }: CandidateInput, { slots, own }: OpenJobs): number[] {
  const top = createTopK(LIMITS.content, index.tieOf);
  if (!profile.hasVector) return [];
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] ?? 0;
    const score = own[slot] ?? 0;
    if (score > 0 && score >= top.floor()) top.push(slot, score);
  }
  return top.take();
}

function byTaste({ index, tastes }: CandidateInput, { slots }: OpenJobs): number[] {
  if (tastes === null) return [];
  const top = createTopK(LIMITS.cf, index.tieOf);
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] ?? 0;
    const score = tastes[slot] ?? 0;
    if (score > 0 && score >= top.floor()) top.push(slot, score);
  }
  return top.take();
}

function byNeighbours({ profile, index, products, width }: CandidateInput, { slots }: OpenJobs): number[] {
  const top = createTopK(LIMITS.neighbours, index.tieOf);
  const seeds = new Set(neighbourSeeds(profile).map((job) => job.slot));
  let floor = 0;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] ?? 0;
    const from = slot * width + 1;
    // Held against the floor one by one: a running maximum is a branch nobody can predict, five times as slow.
    for (let p = from; p < from + width - 1; p++) {
      if ((products[p] ?? 0) <= floor) continue;
      if (!seeds.has(slot)) top.push(slot, Math.max(...products.subarray(from, from + width - 1)));
      floor = Math.max(0, top.floor() - TIE_MARGIN);
      break;
    }
  }
  return top.take();
}

function byFreshness({ profile, index, now }: CandidateInput, { slots, field, near }: OpenJobs): number[] {
  const top = createTopK(LIMITS.fresh, index.tieOf);
  const { postedAt } = index.table;
  // With a field known, a fresh job further off still belongs; without one, nearness is all there is.
  const anywhere = profile.hasVector ? 0.3 : 0;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] ?? 0;
    const age = now - (postedAt[slot] ?? now);
    const ageWeeks = age > 0 ? age / FRESH_MS : 0;
    const score = ((field[slot] ?? 0) * (anywhere + (near[slot] ?? 0))) / (1 + ageWeeks);
    if (score >= top.floor()) top.push(slot, score);
  }
  return top.take();
}

function byPopularity({ index }: CandidateInput, { slots, field, near }: OpenJobs): number[] {
  const top = createTopK(LIMITS.popular, index.tieOf);
  const popularity = index.popularity();
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] ?? 0;
    const score = (field[slot] ?? 0) * (near[slot] ?? 0) * (0.05 + (popularity[slot] ?? 0));
    if (score >= top.floor()) top.push(slot, score);
  }
  return top.take();
}

function byNearness({ profile, index }: CandidateInput, { slots, field, near }: OpenJobs): number[] {
  if (profile.places.length === 0) return [];
  const top = createTopK(LIMITS.local, index.tieOf);
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] ?? 0;
    const score = (field[slot] ?? 0) * (near[slot] ?? 0);
    if (score >= top.floor()) top.push(slot, score);
  }
  return top.take();
}

/** Jobs whose skills, weighed by idf, the person holds most of. */
function bySkills({ profile, index, scratch }: CandidateInput, { isOpen }: OpenJobs): number[] {
  const { lexicon, table } = index;
  const mass = index.skillMass();
  const sums = collect(scratch, (add) => {
    for (const [skill, held] of profile.skillLevels) {
      if (skill < 0) continue;
      const idf = lexicon.skills.weights[skill] ?? 1;
      const holders = index.skillPostings.of(skill);
      // By index: an iterator allocates for each step.
      for (let i = 0; i < holders.length; i++) {
        const slot = holders[i] ?? 0;
        if (isOpen[slot] === 0) continue;
        const packed = packedOf(table.skills, slot, skill);
        const share = isPackedRequired(packed) ? 1 : OPTIONAL_SHARE;
        add(slot, idf * share * skillCredit(held, packedLevel(packed)));
      }
    }
  });
  // The constant keeps jobs with one easy skill from beating those with seven of eight.
  return sums.best(createTopK(LIMITS.skills, index.tieOf), (slot, sum) => sum / ((mass[slot] ?? 0) + 1.5));
}

function packedOf(rows: JobIndex['table']['skills'], slot: number, skill: number): number {
  const from = rows.start[slot] ?? 0;
  const to = from + (rows.length[slot] ?? 0);
  for (let p = from; p < to; p++) {
    const packed = rows.data[p] ?? 0;
    if (packedSkill(packed) === skill) return packed;
  }
  return 0;
}

/** Jobs whose title words are those the person wants or had, by BM25. */
function byTitle({ profile, index, scratch }: CandidateInput, { isOpen, near }: OpenJobs): number[] {
  const weights = new Map<number, number>();
  for (const query of profile.titles) {
    query.terms.forEach((term, i) => {
      const weight = (query.idf[i] ?? 0) * query.weight;
      if (term >= 0) weights.set(term, Math.max(weight, weights.get(term) ?? 0));
    });
  }
  const { length } = index.table.titleTerms;
  const sums = collect(scratch, (add) => {
    for (const [term, weight] of weights) {
      const holders = index.titlePostings.of(term);
      for (let i = 0; i < holders.length; i++) {
        const slot = holders[i] ?? 0;
        if (isOpen[slot] === 1) add(slot, weight);
      }
    }
  });
  // Among hundreds of jobs with the same words, those nearby first.
  return sums.best(
    createTopK(LIMITS.title, index.tieOf),
    (slot, sum) => sum * bm25Weight(length[slot] ?? 0) * (1 + 0.3 * (near[slot] ?? 0)),
  );
}

/** Sums by slot over one pass, then the best of them; leaves the scratch clean. */
function collect(scratch: Scratch, fill: (add: (slot: number, value: number) => void) => void) {
  const { sums, touched } = scratch;
  let count = 0;
  fill((slot, value) => {
    if (value <= 0) return;
    const sum = sums[slot] ?? 0;
    if (sum === 0) touched[count++] = slot;
    sums[slot] = sum + value;
  });
  return {
    best(top: TopK, scoreOf: (slot: number, sum: number) => number): number[] {
      for (let i = 0; i < count; i++) {
        const slot = touched[i] ?? 0;
        const score = scoreOf(slot, sums[slot] ?? 0);
        if (score >= top.floor()) top.push(slot, score);
        sums[slot] = 0;
      }
      return top.take();
    },
  };
}
