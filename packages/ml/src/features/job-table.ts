import type { Interner } from './interner.ts';

/** Rows of integers of varying length, packed in one array. */
export interface IntRows {
  data: Int32Array;
  start: Int32Array;
  length: Int32Array;
}

/** Occupations kept for one job. */
export const OCCUPATIONS_PER_JOB = 3;

/**
 * Jobs column by column, one slot each; −1, NaN or 0 stand for unknown as noted. The arrays are replaced when the
 * index grows, so read them anew for each request.
 */
export interface JobTable {
  ids: (string | undefined)[];
  /** 1 for a slot that holds a job. */
  isUsed: Uint8Array;
  titles: string[];
  dimensions: number;
  /** Unit content vectors, or zero. */
  vectors: Float32Array;
  /** Vectors of collaborative filtering, `factorDimensions` wide; 0 wide where none was learnt. */
  factors: Float32Array;
  factorDimensions: number;
  /** Ids of title words. */
  titleTerms: IntRows;
  /** Packed by `packSkill`. */
  skills: IntRows;
  company: Int32Array;
  /** Place in ExperienceLevel.options + 1; 0 unknown. */
  level: Uint8Array;
  /** Place in JobType.options + 1; 0 unknown. */
  jobType: Uint8Array;
  /** Place in RemoteOption.options + 1; 0 unknown. */
  remote: Uint8Array;
  /** Point on the unit sphere, three values a slot; NaN unknown. */
  position: Float32Array;
  placeId: Int32Array;
  region: Int32Array;
  country: Int32Array;
  /** NaN unknown. */
  salaryMin: Float64Array;
  salaryMax: Float64Array;
  postedAt: Float64Array;
  /** Infinity when open-ended. */
  deadlineAt: Float64Array;
  views: Float32Array;
  likes: Float32Array;
  applies: Float32Array;
  bookmarks: Float32Array;
  occupations: Int32Array;
}

/** Numbers standing for the words, skills, companies, countries and regions of a table. */
export interface Lexicon {
  /** Weight is the idf. */
  terms: Interner;
  /** By slug; weight is the idf. */
  skills: Interner;
  companies: Interner;
  countries: Interner;
  /** `country/admin1`. */
  regions: Interner;
  skillNames: { id: string; name: string }[];
  companyNames: string[];
}

/** A job's skill in one integer: number, required or not, level asked 0–4. */
export function packSkill(skill: number, isRequired: boolean, level: number): number {
  return (skill << 4) | (isRequired ? 8 : 0) | Math.max(0, Math.min(4, Math.round(level)));
}

/** Skill number of a packed skill. */
export function packedSkill(packed: number): number {
  return packed >> 4;
}

/** Whether a packed skill is required. */
export function isPackedRequired(packed: number): boolean {
  return (packed & 8) !== 0;
}

/** Level asked of a packed skill, 0 when not stated. */
export function packedLevel(packed: number): number {
  return packed & 7;
}

/** Share of a skill that counts as held at a level, in [0, 1]: half for having it at all, the rest by level against the level asked. */
export function skillCredit(held: number, asked: number): number {
  if (held <= 0) return 0;
  return asked <= 0 ? 1 : Math.min(1, 0.5 + (0.5 * held) / asked);
}
