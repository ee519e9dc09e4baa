import { ExperienceLevel, JobType, RemoteOption, SkillSource } from '@access/contracts/enums';

import { cosine, squaredChord } from '../features/compute-features.ts';
import { chordToKm } from '../features/geometry.ts';
import { isPackedRequired, OCCUPATIONS_PER_JOB, packedLevel, packedSkill } from '../features/job-table.ts';
import type { JobTable, Lexicon } from '../features/job-table.ts';
import type { OccupationMatcher } from '../features/occupation-matcher.ts';
import type { PastJob, PersonProfile } from '../features/profile.ts';
import { titleLikeness } from '../features/title-query.ts';

/** A skill compared; levels are 1–4, asked 0 when not stated, held 0 when missing. */
export interface SkillFact {
  id: string;
  slug: string;
  name: string;
  isRequired: boolean;
  asked: number;
  held: number;
  /** Where the person's skill comes from; null when missing. */
  source: SkillSource | null;
}

/** A past choice and its likeness to the job. */
export interface PastFact {
  jobId: string;
  title: string;
  action: PastJob['type'];
  similarity: number;
}

/** A past choice whose job others chose along with this one; `share` of the answer of collaborative filtering. */
export interface TogetherFact {
  jobId: string;
  title: string;
  action: PastJob['type'];
  share: number;
}

/** What stands behind the reasons for one job: only facts that were compared. */
export interface JobEvidence {
  skills: {
    kind: 'skills';
    matched: SkillFact[];
    missing: SkillFact[];
    requiredMatched: number;
    requiredTotal: number;
    hasOwnSkills: boolean;
  };
  title: {
    kind: 'title';
    jobTitle: string;
    yourTitle: string | null;
    titleKind: 'desired' | 'position' | 'headline' | null;
    likeness: number;
    similarity: number;
    sameOccupation: string | null;
    /** Whether only wanted titles are known, no work done. */
    isWishOnly: boolean;
    /** Whether titles, skills or past choices are known to compare with. */
    hasBackground: boolean;
  };
  seniority: {
    kind: 'seniority';
    jobLevel: ExperienceLevel | null;
    yourLevel: ExperienceLevel | null;
    isInferred: boolean;
    yourYears: number | null;
  };
  place: {
    kind: 'place';
    distanceKm: number | null;
    nearName: string | null;
    remoteOption: RemoteOption | null;
    jobType: JobType | null;
    isSameCity: boolean;
    isSameRegion: boolean;
    isSameCountry: boolean | null;
    isRemoteWanted: boolean | null;
    isJobTypeWanted: boolean | null;
  };
  pay: {
    kind: 'pay';
    yearlyMin: number | null;
    yearlyMax: number | null;
    floor: number | null;
    currency: string | null;
  };
  activity: {
    kind: 'activity';
    likedJobId: string | null;
    likedJobTitle: string | null;
    similarity: number | null;
    liked: PastFact | null;
    disliked: PastFact | null;
    applied: PastFact | null;
    viewed: PastFact | null;
    /** The past choice that collaborative filtering owes most of its answer to. */
    together: TogetherFact | null;
    companyName: string;
    companyAffinity: number;
  };
  freshness: { kind: 'freshness'; ageDays: number; daysToDeadline: number | null };
  popularity: { kind: 'popularity'; views: number; likes: number; bookmarks: number; applies: number };
}

/** Where evidence is read. */
export interface EvidenceContext {
  table: JobTable;
  lexicon: Lexicon;
  occupations: OccupationMatcher | null;
  /** ISO 4217 code in which pay is compared. */
  currency: string | null;
  now: number;
}

const DAY_MS = 24 * 3600 * 1000;

/** Gathers what was compared between a person and one job. */
export function gatherEvidence(profile: PersonProfile, slot: number, context: EvidenceContext): JobEvidence {
  const { table } = context;
  return {
    skills: skillEvidence(profile, slot, context),
    title: titleEvidence(profile, slot, context),
    seniority: {
      kind: 'seniority',
      jobLevel: ExperienceLevel.options[(table.level[slot] ?? 0) - 1] ?? null,
      yourLevel: ExperienceLevel.options[profile.level - 1] ?? null,
      isInferred: profile.isLevelInferred,
      yourYears: profile.years,
    },
    place: placeEvidence(profile, slot, context),
    pay: {
      kind: 'pay',
      yearlyMin: known(table.salaryMin[slot]),
      yearlyMax: known(table.salaryMax[slot]),
      floor: profile.salaryFloor,
      currency: context.currency,
    },
    activity: activityEvidence(profile, slot, context),
    freshness: {
      kind: 'freshness',
      ageDays: Math.max(0, Math.floor((context.now - (table.postedAt[slot] ?? 0)) / DAY_MS)),
      daysToDeadline: finite(Math.ceil(((table.deadlineAt[slot] ?? Infinity) - context.now) / DAY_MS)),
    },
    popularity: {
      kind: 'popularity',
      views: table.views[slot] ?? 0,
      likes: table.likes[slot] ?? 0,
      bookmarks: table.bookmarks[slot] ?? 0,
      applies: table.applies[slot] ?? 0,
    },
  };
}

function skillEvidence(
  profile: PersonProfile,
  slot: number,
  { table, lexicon }: EvidenceContext,
): JobEvidence['skills'] {
  const from = table.skills.start[slot] ?? 0;
  const packed = table.skills.data.subarray(from, from + (table.skills.length[slot] ?? 0));
  const sources = new Map(profile.person.skills.map(({ slug, source }) => [slug, source]));
  const facts = Array.from(packed, (value) => {
    const number = packedSkill(value);
    const held = profile.skillLevels.get(number) ?? 0;
    const source = SkillSource.safeParse(sources.get(lexicon.skills.text(number))).data ?? null;
    return {
      weight: lexicon.skills.weights[number] ?? 0,
      fact: {
        id: lexicon.skillNames[number]?.id ?? '',
        slug: lexicon.skills.text(number),
        name: lexicon.skillNames[number]?.name ?? '',
        isRequired: isPackedRequired(value),
        asked: packedLevel(value),
        held,
        source: held === 0 ? null : source,
      },
    };
  });
  // Required and telling skills first: a sentence names only the first few.
  facts.sort(
    (a, b) =>
      Number(b.fact.isRequired) - Number(a.fact.isRequired) ||
      b.weight - a.weight ||
      (a.fact.slug < b.fact.slug ? -1 : 1),
  );
  const all = facts.map(({ fact }) => fact);
  const matched = all.filter((fact) => fact.held > 0);
  return {
    kind: 'skills',
    matched,
    missing: all.filter((fact) => fact.held === 0),
    requiredMatched: matched.filter((fact) => fact.isRequired).length,
    requiredTotal: all.filter((fact) => fact.isRequired).length,
    hasOwnSkills: profile.skillCount > 0,
  };
}

function titleEvidence(profile: PersonProfile, slot: number, context: EvidenceContext): JobEvidence['title'] {
  const { table, occupations } = context;
  const [best] = profile.titles
    .map((query) => ({ query, likeness: titleLikeness(query, table, slot) }))
    .sort((a, b) => b.likeness * b.query.weight - a.likeness * a.query.weight);
  const isAlike = best !== undefined && best.likeness > 0;
  const shared = Array.from(
    table.occupations.subarray(slot * OCCUPATIONS_PER_JOB, (slot + 1) * OCCUPATIONS_PER_JOB),
  ).find((occupation) => (profile.occupations.get(occupation) ?? 0) > 0.5);
  return {
    kind: 'title',
    jobTitle: table.titles[slot] ?? '',
    yourTitle: isAlike ? best.query.title : null,
    titleKind: isAlike ? best.query.kind : null,
    likeness: isAlike ? best.likeness : 0,
    similarity: cosine(table, slot, profile.vectors.whole),
    hasBackground: profile.hasVector,
    isWishOnly: profile.titles.length > 0 && profile.titles.every((query) => query.kind === 'desired'),
    sameOccupation: shared === undefined ? null : (occupations?.title(shared) ?? null),
  };
}

function placeEvidence(
  profile: PersonProfile,
  slot: number,
  { table }: EvidenceContext,
): JobEvidence['place'] {
  const distances = profile.places
    .map((place) => ({ place, km: chordToKm(squaredChord(table, slot, place.point)) }))
    .filter(({ km }) => !Number.isNaN(km))
    .sort((a, b) => a.km - b.km);
  const [nearest] = distances;
  const remote = table.remote[slot] ?? 0;
  const jobType = table.jobType[slot] ?? 0;
  const country = table.country[slot] ?? -1;
  return {
    kind: 'place',
    distanceKm: nearest?.km ?? null,
    nearName: nearest?.place.name ?? null,
    remoteOption: RemoteOption.options[remote - 1] ?? null,
    jobType: JobType.options[jobType - 1] ?? null,
    isSameCity: profile.places.some((p) => p.placeId >= 0 && p.placeId === table.placeId[slot]),
    isSameRegion: profile.places.some((p) => p.region >= 0 && p.region === table.region[slot]),
    isSameCountry:
      country < 0 || profile.places.length === 0 ? null : profile.places.some((p) => p.country === country),
    isRemoteWanted: wanted(profile.remoteMask, remote),
    isJobTypeWanted: wanted(profile.jobTypeMask, jobType),
  };
}

function wanted(mask: number, value: number): boolean | null {
  return mask === 0 || value === 0 ? null : (mask & (1 << value)) !== 0;
}

function activityEvidence(
  profile: PersonProfile,
  slot: number,
  { table, lexicon }: EvidenceContext,
): JobEvidence['activity'] {
  const closest = (past: readonly PastJob[]): PastFact | null => {
    const [best] = past
      .filter((job) => job.slot !== slot)
      .map((job) => ({ job, similarity: cosine(table, slot, job.vector) }))
      .sort((a, b) => b.similarity - a.similarity);
    if (best === undefined) return null;
    const { jobId, type, slot: pastSlot } = best.job;
    return { jobId, title: table.titles[pastSlot] ?? '', action: type, similarity: best.similarity };
  };
  const liked = closest(profile.liked);
  const company = table.company[slot] ?? -1;
  return {
    kind: 'activity',
    likedJobId: liked?.jobId ?? null,
    likedJobTitle: liked?.title ?? null,
    similarity: liked?.similarity ?? null,
    liked,
    disliked: closest(profile.disliked),
    applied: closest(profile.applied),
    viewed: closest(profile.viewed),
    together: together(profile, slot, table),
    companyName: lexicon.companyNames[company] ?? '',
    companyAffinity: profile.companyAffinity(company, slot),
  };
}

/** Closed jobs count in the answer; only an open one can be shown as the reason. */
function together({ taste }: PersonProfile, slot: number, table: JobTable): TogetherFact | null {
  if (taste === null) return null;
  const shares = taste.sharesOf(slot);
  let best: TogetherFact | null = null;
  taste.entries.forEach(({ jobId, slot: past, type }, i) => {
    const share = shares[i] ?? 0;
    if (past >= 0 && share > (best?.share ?? 0))
      best = { jobId, title: table.titles[past] ?? '', action: type, share };
  });
  return best;
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
