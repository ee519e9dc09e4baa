import { ExperienceLevel, JobType, RemoteOption } from '@access/contracts/enums';

import type { ContentEncoder } from '../content/encoder.ts';
import { skillToken } from '../content/occupation-documents.ts';
import { hashString } from '../content/seeded-random.ts';
import type { JobDocument } from '../features/documents.ts';
import { unitPoint } from '../features/geometry.ts';
import { createInterner } from '../features/interner.ts';
import { OCCUPATIONS_PER_JOB, packedSkill, packSkill } from '../features/job-table.ts';
import type { JobTable, Lexicon } from '../features/job-table.ts';
import type { OccupationMatcher } from '../features/occupation-matcher.ts';
import type { Retriever } from '../retrieval/index.ts';
import { titleTokens } from '../text/title.ts';
import { createFactorColumn } from './factor-column.ts';
import { createIntRows, enlarge } from './int-rows.ts';
import type { IntRowStore } from './int-rows.ts';
import { createPostings } from './postings.ts';
import type { Postings } from './postings.ts';

/** The open jobs in memory: columns, and which jobs hold which title word and skill. */
export interface JobIndex {
  table: JobTable;
  lexicon: Lexicon;
  titlePostings: Postings;
  skillPostings: Postings;
  /** Sum of idf of a job's skills, optional ones at OPTIONAL_SHARE. */
  skillMass: () => Float32Array;
  /** Views and choices in one number, in [0, 1]. */
  popularity: () => Float32Array;
  /** Stable across restarts and input order. */
  tieOf: (slot: number) => number;
  /** Slots ever used; those whose id is undefined are empty. */
  slots: () => number;
  size: () => number;
  /** Rises with every change. */
  revision: () => number;
  slotOf: (jobId: string) => number | undefined;
  upsert: (job: JobDocument) => void;
  remove: (jobId: string) => boolean;
  /** Places all jobs, and those to come, by another retrieval model, or by none. */
  useRetriever: (retriever: Retriever | null) => void;
}

/** An optional skill weighs this much of a required one when looking for candidates. */
export const OPTIONAL_SHARE = 0.4;

const FIRST_CAPACITY = 256;

/** An empty index. */
export function createJobIndex(content: ContentEncoder, occupations: OccupationMatcher | null): JobIndex {
  let capacity = FIRST_CAPACITY;
  let used = 0;
  let revision = 0;
  const free: number[] = [];
  const slotById = new Map<string, number>();
  const titleRows = createIntRows(capacity);
  const skillRows = createIntRows(capacity);
  const table = emptyTable(content.dimensions, capacity, { titleRows, skillRows });
  const lexicon = emptyLexicon(content);
  const factors = createFactorColumn(table);
  const titlePostings = createPostings();
  const skillPostings = createPostings();
  let skillMass = new Float32Array(capacity);
  let popularity = new Float32Array(capacity);
  let ties = new Uint32Array(capacity);

  const growIfFull = (): void => {
    if (used < capacity) return;
    capacity = Math.ceil(capacity * 1.6);
    growTable(table, capacity);
    factors.reserve(capacity);
    titleRows.reserve(capacity);
    skillRows.reserve(capacity);
    skillMass = enlarge(skillMass, new Float32Array(capacity));
    popularity = enlarge(popularity, new Float32Array(capacity));
    ties = enlarge(ties, new Uint32Array(capacity));
  };
  const unlink = (slot: number): void => {
    for (const term of rowOf(titleRows, slot)) titlePostings.remove(term, slot);
    for (const packed of rowOf(skillRows, slot)) skillPostings.remove(packedSkill(packed), slot);
  };
  const takeSlot = (): number => {
    const reused = free.pop();
    if (reused !== undefined) return reused;
    growIfFull();
    return used++;
  };

  return {
    table,
    lexicon,
    titlePostings,
    skillPostings,
    skillMass: () => skillMass,
    popularity: () => popularity,
    tieOf: (slot) => ties[slot] ?? 0,
    slots: () => used,
    size: () => slotById.size,
    revision: () => revision,
    slotOf: (jobId) => slotById.get(jobId),
    upsert(job) {
      revision++;
      const known = slotById.get(job.id);
      const slot = known ?? takeSlot();
      if (known !== undefined) unlink(slot);
      slotById.set(job.id, slot);
      table.ids[slot] = job.id;
      table.isUsed[slot] = 1;
      ties[slot] = hashString(job.id);
      const tokens = [...new Set(titleTokens(job.title))];
      titleRows.set(slot, tokens.map(lexicon.terms.add));
      skillRows.set(slot, packSkills(job, lexicon));
      for (const term of rowOf(titleRows, slot)) titlePostings.add(term, slot);
      for (const packed of rowOf(skillRows, slot)) skillPostings.add(packedSkill(packed), slot);
      skillMass[slot] = massOf(job, lexicon);
      popularity[slot] = popularityOf(job);
      table.vectors.set(
        content.encodeJob({
          titleTokens: tokens,
          skillSlugs: job.skills.map((skill) => skill.slug),
          industry: job.industry,
        }),
        slot * content.dimensions,
      );
      for (let i = 0; i < OCCUPATIONS_PER_JOB; i++) table.occupations[slot * OCCUPATIONS_PER_JOB + i] = -1;
      table.occupations.set(
        (occupations?.match(tokens) ?? []).slice(0, OCCUPATIONS_PER_JOB),
        slot * OCCUPATIONS_PER_JOB,
      );
      writeColumns(table, lexicon, { slot, job });
      factors.write(slot, job);
    },
    remove(jobId) {
      const slot = slotById.get(jobId);
      if (slot === undefined) return false;
      revision++;
      unlink(slot);
      titleRows.set(slot, []);
      skillRows.set(slot, []);
      slotById.delete(jobId);
      table.ids[slot] = undefined;
      table.isUsed[slot] = 0;
      table.titles[slot] = '';
      table.vectors.fill(0, slot * content.dimensions, (slot + 1) * content.dimensions);
      factors.clear(slot);
      free.push(slot);
      return true;
    },
    useRetriever(retriever) {
      revision++;
      factors.use(retriever, used);
    },
  };
}

function rowOf({ rows }: IntRowStore, slot: number): Int32Array {
  const from = rows.start[slot] ?? 0;
  return rows.data.subarray(from, from + (rows.length[slot] ?? 0));
}

function packSkills(job: JobDocument, lexicon: Lexicon): number[] {
  const packed = new Map<number, number>();
  // Required last, so that a skill listed both ways counts as required.
  for (const skill of job.skills.toSorted((a, b) => Number(a.isRequired) - Number(b.isRequired))) {
    const number = lexicon.skills.add(skill.slug);
    lexicon.skillNames[number] = { id: skill.id, name: skill.name };
    packed.set(number, packSkill(number, skill.isRequired, skill.level));
  }
  return [...packed.values()];
}

function massOf(job: JobDocument, lexicon: Lexicon): number {
  let mass = 0;
  for (const { slug, isRequired } of job.skills)
    mass += (lexicon.skills.weights[lexicon.skills.add(slug)] ?? 1) * (isRequired ? 1 : OPTIONAL_SHARE);
  return mass;
}

/** Choices weigh more than looks; 1 at about 3,000 looks' worth. */
function popularityOf({ views, likes, bookmarks, applies }: JobDocument): number {
  return Math.min(1, Math.log1p(views + 3 * (likes + bookmarks) + 5 * applies) / Math.log(3001));
}

function writeColumns(
  table: JobTable,
  lexicon: Lexicon,
  { slot, job }: { slot: number; job: JobDocument },
): void {
  const company = lexicon.companies.add(job.companyId);
  lexicon.companyNames[company] = job.companyName;
  const country = job.place?.country ?? job.country;
  const { place } = job;
  table.titles[slot] = job.title;
  table.company[slot] = company;
  table.level[slot] =
    job.experienceLevel === null ? 0 : ExperienceLevel.options.indexOf(job.experienceLevel) + 1;
  table.jobType[slot] = job.jobType === null ? 0 : JobType.options.indexOf(job.jobType) + 1;
  table.remote[slot] = job.remoteOption === null ? 0 : RemoteOption.options.indexOf(job.remoteOption) + 1;
  table.position.set(place === null ? [Number.NaN, Number.NaN, Number.NaN] : unitPoint(place), slot * 3);
  table.placeId[slot] = place?.id ?? -1;
  table.country[slot] = country === null ? -1 : lexicon.countries.add(country);
  table.region[slot] =
    place === null || place.admin1 === null ? -1 : lexicon.regions.add(`${place.country}/${place.admin1}`);
  table.salaryMin[slot] = job.salaryYearlyMin ?? Number.NaN;
  table.salaryMax[slot] = job.salaryYearlyMax ?? Number.NaN;
  table.postedAt[slot] = job.postedAt;
  table.deadlineAt[slot] = job.deadlineAt ?? Infinity;
  table.views[slot] = job.views;
  table.likes[slot] = job.likes;
  table.applies[slot] = job.applies;
  table.bookmarks[slot] = job.bookmarks;
}

function emptyLexicon(content: ContentEncoder): Lexicon {
  return {
    terms: createInterner(content.idf),
    // A skill in every job still says something, so no skill weighs nothing.
    skills: createInterner((slug) => Math.max(0.1, content.idf(skillToken(slug)))),
    companies: createInterner(),
    countries: createInterner(),
    regions: createInterner(),
    skillNames: [],
    companyNames: [],
  };
}

function emptyTable(
  dimensions: number,
  capacity: number,
  { titleRows, skillRows }: { titleRows: IntRowStore; skillRows: IntRowStore },
): JobTable {
  return {
    ids: [],
    isUsed: new Uint8Array(capacity),
    titles: [],
    dimensions,
    vectors: new Float32Array(capacity * dimensions),
    factors: new Float32Array(0),
    factorDimensions: 0,
    titleTerms: titleRows.rows,
    skills: skillRows.rows,
    company: new Int32Array(capacity),
    level: new Uint8Array(capacity),
    jobType: new Uint8Array(capacity),
    remote: new Uint8Array(capacity),
    position: new Float32Array(capacity * 3),
    placeId: new Int32Array(capacity),
    region: new Int32Array(capacity),
    country: new Int32Array(capacity),
    salaryMin: new Float64Array(capacity),
    salaryMax: new Float64Array(capacity),
    postedAt: new Float64Array(capacity),
    deadlineAt: new Float64Array(capacity),
    views: new Float32Array(capacity),
    likes: new Float32Array(capacity),
    applies: new Float32Array(capacity),
    bookmarks: new Float32Array(capacity),
    occupations: new Int32Array(capacity * OCCUPATIONS_PER_JOB),
  };
}

function growTable(table: JobTable, capacity: number): void {
  table.vectors = enlarge(table.vectors, new Float32Array(capacity * table.dimensions));
  table.position = enlarge(table.position, new Float32Array(capacity * 3));
  table.occupations = enlarge(table.occupations, new Int32Array(capacity * OCCUPATIONS_PER_JOB));
  for (const column of ['company', 'placeId', 'region', 'country'] as const)
    table[column] = enlarge(table[column], new Int32Array(capacity));
  for (const column of ['isUsed', 'level', 'jobType', 'remote'] as const)
    table[column] = enlarge(table[column], new Uint8Array(capacity));
  for (const column of ['salaryMin', 'salaryMax', 'postedAt', 'deadlineAt'] as const)
    table[column] = enlarge(table[column], new Float64Array(capacity));
  for (const column of ['views', 'likes', 'applies', 'bookmarks'] as const)
    table[column] = enlarge(table[column], new Float32Array(capacity));
}
