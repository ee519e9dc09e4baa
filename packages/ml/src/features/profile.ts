import { ExperienceLevel, JobType, RemoteOption } from '@access/contracts/enums';

import type { ContentEncoder, PersonVectors } from '../content/encoder.ts';
import type { Retriever } from '../retrieval/index.ts';
import { detectExperienceLevel } from '../text/experience-level.ts';
import { titleTokens } from '../text/title.ts';
import type { Interaction, PersonDocument } from './documents.ts';
import { unitPoint } from './geometry.ts';
import type { JobTable, Lexicon } from './job-table.ts';
import type { OccupationMatcher } from './occupation-matcher.ts';
import { tasteOf } from './taste.ts';
import type { Taste } from './taste.ts';
import { titleQuery } from './title-query.ts';
import type { TitleQuery } from './title-query.ts';

/** A past choice whose job is still in the index. */
export interface PastJob {
  jobId: string;
  slot: number;
  type: Interaction['type'];
  at: number;
  vector: Float32Array;
}

/** A place that jobs should be near. */
export interface WantedPlace {
  point: readonly [number, number, number];
  /** Kilometres at which nearness has fallen to one half. */
  scaleKm: number;
  placeId: number;
  region: number;
  country: number;
  name: string | null;
}

/** A person against one job table: everything that is the same for all jobs. */
export interface PersonProfile {
  person: PersonDocument;
  vectors: PersonVectors;
  hasVector: boolean;
  /** Skills the person has, known to the table or not. */
  skillCount: number;
  /** Level by skill number. */
  skillLevels: Map<number, number>;
  titles: readonly TitleQuery[];
  /** Weight by occupation number: 1 held or wanted, half for related ones. */
  occupations: Map<number, number>;
  /** Place in ExperienceLevel.options + 1; 0 unknown. */
  level: number;
  isLevelInferred: boolean;
  years: number | null;
  places: readonly WantedPlace[];
  /** Bit of each wanted job type or arrangement, 1 << (place in options + 1); 0 for no wish. */
  jobTypeMask: number;
  remoteMask: number;
  salaryFloor: number | null;
  liked: readonly PastJob[];
  disliked: readonly PastJob[];
  applied: readonly PastJob[];
  viewed: readonly PastJob[];
  /** How a company's other jobs were met, in [-1, 1]: what was done with the job in the slot itself does not count. */
  companyAffinity: (company: number, slot: number) => number;
  /** Null without a retrieval model, or where it knows nothing of the person. */
  taste: Taste | null;
  /** Nothing but a place is known: no skills, titles or past choices. */
  isEmpty: boolean;
}

/** What profiles are made with. */
export interface ProfileContext {
  table: JobTable;
  lexicon: Lexicon;
  slotOf: (jobId: string) => number | undefined;
  content: ContentEncoder;
  occupations: OccupationMatcher | null;
  retriever: Retriever | null;
}

const YEAR_MS = 365.25 * 24 * 3600 * 1000;
/** Work of four years ago says half as much about the next job. */
const TITLE_HALF_LIFE_YEARS = 4;
/** A headline is free text, often a slogan; where it is all there is, it is probably meant. */
const HEADLINE_WEIGHT = 0.6;
const LONE_HEADLINE_WEIGHT = 0.9;
const MOST_TITLES = 6;
/** Older choices say little, and each costs a comparison with every candidate. */
const MOST_PAST_JOBS = 10;
/** A shorter look is not interest (ML.md: a view counts fully from ten seconds). */
const READ_SECONDS = 10;
const COMMUTE_SCALE_KM = 35;

/** Prepares a person for scoring at a moment. */
export function buildProfile(person: PersonDocument, context: ProfileContext, now: number): PersonProfile {
  const { table, lexicon, content } = context;
  const skills = person.skills.filter((skill) => !person.rejectedSkillIds.includes(skill.id));
  const past = pastJobs(person, context);
  const titles = personTitles(person, context, now);
  const vectors = content.encodePerson({
    titles,
    skills: skills.map(({ slug, level }) => ({ slug, weight: 0.4 + 0.15 * clampLevel(level) })),
    likedVectors: [...past.liked, ...past.applied].map((job) => job.vector),
    dislikedVectors: past.disliked.map((job) => job.vector),
  });
  const years = experienceYears(person, now);
  const statedLevel = person.experienceLevel === null ? 0 : levelNumber(person.experienceLevel);
  return {
    person,
    vectors,
    hasVector: vectors.whole.some((x) => x !== 0),
    skillCount: skills.length,
    skillLevels: new Map(skills.map(({ slug, level }) => [lexicon.skills.find(slug), clampLevel(level)])),
    titles,
    occupations: personOccupations(titles, context.occupations),
    level: statedLevel === 0 ? inferredLevel(titles, years) : statedLevel,
    isLevelInferred: statedLevel === 0,
    years,
    places: wantedPlaces(person, lexicon),
    jobTypeMask: choiceMask(person.preferences.jobTypes.values, JobType.options),
    remoteMask: choiceMask(person.preferences.remoteOptions.values, RemoteOption.options),
    salaryFloor: person.preferences.salaryFloor?.yearly ?? null,
    ...past,
    companyAffinity: companyAffinity(past, table),
    taste:
      context.retriever === null ? null : tasteOf(person, { ...context, retriever: context.retriever }, now),
    isEmpty: skills.length === 0 && titles.length === 0 && person.interactions.length === 0,
  };
}

/** Number of a level, 1 (entry) to 4 (executive). */
export function levelNumber(level: ExperienceLevel): number {
  return ExperienceLevel.options.indexOf(level) + 1;
}

function clampLevel(level: number): number {
  return Math.max(1, Math.min(4, level));
}

function choiceMask<T>(values: readonly T[], options: readonly T[]): number {
  let mask = 0;
  for (const value of values) mask |= 1 << (options.indexOf(value) + 1);
  return mask;
}

function personTitles(person: PersonDocument, context: ProfileContext, now: number): TitleQuery[] {
  const held = person.positions
    .map((position) => {
      const endedAt = position.isCurrent ? now : (position.endedAt ?? position.startedAt ?? now);
      const age = Math.max(0, now - endedAt) / YEAR_MS;
      return {
        title: position.title,
        kind: 'position' as const,
        weight: 0.5 ** (age / TITLE_HALF_LIFE_YEARS),
      };
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_TITLES);
  const wanted = person.preferences.titles
    .slice(0, MOST_TITLES)
    .map((title) => ({ title, kind: 'desired' as const, weight: 1 }));
  const weight = held.length + wanted.length > 0 ? HEADLINE_WEIGHT : LONE_HEADLINE_WEIGHT;
  const headline =
    person.headline === null ? [] : [{ title: person.headline, kind: 'headline' as const, weight }];
  return [...wanted, ...held, ...headline]
    .map((input) => ({ ...input, tokens: titleTokens(input.title) }))
    .filter(({ tokens }) => tokens.length > 0)
    .map((input) => titleQuery(input, context.lexicon.terms, context.content.idf));
}

function personOccupations(
  titles: readonly TitleQuery[],
  matcher: OccupationMatcher | null,
): Map<number, number> {
  const weights = new Map<number, number>();
  if (matcher === null) return weights;
  const raise = (occupation: number, weight: number) =>
    weights.set(occupation, Math.max(weight, weights.get(occupation) ?? 0));
  for (const { tokens, weight } of titles) {
    for (const occupation of matcher.match(tokens)) {
      raise(occupation, weight);
      for (const related of matcher.related(occupation)) raise(related, weight / 2);
    }
  }
  return weights;
}

/** Years under contract, overlapping positions counted once; null without dated positions. */
function experienceYears(person: PersonDocument, now: number): number | null {
  const spans = person.positions
    .flatMap(({ startedAt, endedAt, isCurrent }) =>
      startedAt === null
        ? []
        : [{ from: startedAt, to: Math.min(now, isCurrent ? now : (endedAt ?? startedAt)) }],
    )
    .filter(({ from, to }) => to >= from)
    .sort((a, b) => a.from - b.from);
  if (spans.length === 0) return null;
  let total = 0;
  let reached = -Infinity;
  for (const { from, to } of spans) {
    total += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return total / YEAR_MS;
}

/** The rank in the latest title held ("Senior nurse"), else years of work, else the rank in a title wanted. */
function inferredLevel(titles: readonly TitleQuery[], years: number | null): number {
  const rankOf = (wanted: boolean): number => {
    const title = titles.find((query) => (query.kind === 'desired') === wanted)?.title;
    const level = title === undefined ? null : detectExperienceLevel({ title, text: '' });
    return level === null ? 0 : levelNumber(level);
  };
  return rankOf(false) || levelOfYears(years) || rankOf(true);
}

/** Executive is never guessed from years alone. */
function levelOfYears(years: number | null): number {
  if (years === null) return 0;
  if (years < 2) return levelNumber('entry');
  return years < 6 ? levelNumber('mid') : levelNumber('senior');
}

/** Places asked for, else home. */
function wantedPlaces(person: PersonDocument, lexicon: Lexicon): WantedPlace[] {
  const home = person.place;
  const asked = person.preferences.places.values.map((place) => {
    const isHome = home !== null && home.lat === place.lat && home.lon === place.lon;
    return {
      point: unitPoint(place),
      scaleKm: Math.max(10, Math.min(200, place.radiusKm)),
      placeId: isHome ? (home.id ?? -1) : -1,
      region: isHome ? regionNumber(lexicon, home) : -1,
      country: lexicon.countries.find(place.country),
      name: place.name ?? (isHome ? (home.name ?? null) : null),
    };
  });
  if (asked.length > 0 || home === null) return asked;
  return [
    {
      point: unitPoint(home),
      scaleKm: COMMUTE_SCALE_KM,
      placeId: home.id ?? -1,
      region: regionNumber(lexicon, home),
      country: lexicon.countries.find(home.country),
      name: home.name ?? null,
    },
  ];
}

function regionNumber(lexicon: Lexicon, place: { country: string; admin1: string | null }): number {
  return place.admin1 === null ? -1 : lexicon.regions.find(`${place.country}/${place.admin1}`);
}

function pastJobs(person: PersonDocument, { table, slotOf }: ProfileContext) {
  const latest = person.interactions.toSorted((a, b) => b.at - a.at);
  const pick = (isWanted: (interaction: Interaction) => boolean): PastJob[] => {
    const found = new Map<string, PastJob>();
    for (const interaction of latest) {
      if (found.size === MOST_PAST_JOBS) break;
      const slot = slotOf(interaction.jobId);
      if (slot === undefined || !isWanted(interaction) || found.has(interaction.jobId)) continue;
      const { jobId, type, at } = interaction;
      const from = slot * table.dimensions;
      found.set(jobId, { jobId, slot, type, at, vector: table.vectors.slice(from, from + table.dimensions) });
    }
    return [...found.values()];
  };
  return {
    liked: pick(({ type }) => type === 'like' || type === 'bookmark'),
    disliked: pick(({ type }) => type === 'dislike'),
    applied: pick(({ type }) => type === 'apply'),
    viewed: pick(({ type, dwellSeconds }) => type === 'view' && (dwellSeconds ?? 0) >= READ_SECONDS),
  };
}

function companyAffinity(
  past: { liked: PastJob[]; applied: PastJob[]; disliked: PastJob[] },
  table: JobTable,
): PersonProfile['companyAffinity'] {
  const steps = [...past.liked, ...past.applied, ...past.disliked].map(({ slot, type }) => ({
    slot,
    company: table.company[slot] ?? -1,
    step: type === 'dislike' ? -1 : 1,
  }));
  const byCompany = Map.groupBy(steps, ({ company }) => company);
  return (company, slot) => {
    const others = byCompany.get(company)?.filter((each) => each.slot !== slot) ?? [];
    return Math.tanh(others.reduce((sum, { step }) => sum + step, 0) / 2);
  };
}
