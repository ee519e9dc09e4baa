import type { UserId } from '@access/contracts/ids';
import type { GapScope, MissingSkill } from '@access/contracts/skill-gaps';
import type { Skill } from '@access/contracts/skills';
import type { Db } from '@access/db';
import type { Engine, GapAnalysis } from '@access/ml/engine';

import { loadPerson } from '../engine-documents/index.ts';
import { loadExchangeRates } from '../jobs/index.ts';
import { personStamp } from './person-stamp.ts';
import {
  allPrerequisites,
  languageOf,
  resourcesOf,
  skillsBySlug,
  storeAnalysis,
  type StoredGaps,
} from './skill-gaps.repository.ts';

export type GapAnalyst = ReturnType<typeof createGapAnalyst>;

interface AnalystDeps {
  readonly db: Db;
  /** The engine in use now; a newly trained one may take its place between two questions. */
  readonly engine: () => {
    readonly engine: Pick<Engine, 'gaps' | 'recommend'>;
    readonly modelVersion: string;
  };
  readonly now: () => Date;
}

export interface GapOutcome {
  readonly status: 'made' | 'opted_out' | 'no_such_person';
  readonly jobs?: number;
  readonly missing?: number;
  /** Milliseconds spent in the engine. */
  readonly engineMs?: number;
}

/** Of the recommended jobs, as many as a list holds. */
const RECOMMENDED = 100;
const RESOURCES_PER_SKILL = 4;

export function createGapAnalyst({ db, engine, now }: AnalystDeps) {
  return {
    /** Finds what the person lacks for a title (null: for the jobs recommended to them) and stores the answer. */
    async analyse(userId: UserId, targetTitle: string | null): Promise<GapOutcome> {
      const person = await loadPerson(db, userId, await loadExchangeRates(db));
      if (person === undefined) return { status: 'no_such_person' };
      if (person.hasOptedOut) return { status: 'opted_out' };
      const { engine: current, modelVersion } = engine();
      const prerequisites = await allPrerequisites(db);
      const startedAt = performance.now();
      const at = now().getTime();
      const target =
        targetTitle === null
          ? { kind: 'jobs' as const, jobIds: await recommendedIds(current, person.document, at) }
          : { kind: 'title' as const, title: targetTitle };
      const analysis = await current.gaps(person.document, {
        target,
        now: at,
        prerequisitesOf: (slug) => prerequisites.get(slug) ?? [],
      });
      const engineMs = performance.now() - startedAt;
      const gaps = await toStored(db, analysis, userId);
      await db
        .transaction()
        .execute((trx) =>
          storeAnalysis(
            trx,
            { userId, targetTitle },
            { ...gaps, personStamp: personStamp(person.document), modelVersion },
          ),
        );
      return { status: 'made', jobs: analysis.jobs, missing: analysis.gaps.length, engineMs };
    },
  };
}

async function recommendedIds(
  engine: Pick<Engine, 'recommend'>,
  person: Parameters<Engine['recommend']>[0],
  now: number,
): Promise<string[]> {
  const { items } = await engine.recommend(person, { now, limit: RECOMMENDED, explainTop: 0 });
  return items.map(({ jobId }) => jobId);
}

const SCOPES: Readonly<Record<GapAnalysis['matchedBy'], GapScope>> = {
  title: 'title',
  occupation: 'occupation',
  given: 'recommended',
};

async function toStored(db: Db, analysis: GapAnalysis, userId: UserId): Promise<StoredGaps> {
  const slugs = [...analysis.gaps, ...analysis.path].map(({ slug }) => slug);
  const skills = await skillsBySlug(db, slugs);
  const languages = [...new Set([await languageOf(db, userId), 'en'])];
  const skillIds = [...skills.values()].map(({ id }) => id);
  return {
    facts: {
      scope: SCOPES[analysis.matchedBy],
      jobs: analysis.jobs,
      eligible: analysis.eligible,
      targets: analysis.targets,
    },
    missingSkills: analysis.gaps.flatMap(({ slug, ...gap }) => {
      const skill = skills.get(slug);
      return skill === undefined ? [] : [toMissing(skill, gap)];
    }),
    path: analysis.path.flatMap(({ slug, heldLevel, neededFor, ...step }) => {
      const skill = skills.get(slug);
      if (skill === undefined) return [];
      const goal = neededFor === null ? null : (skills.get(neededFor) ?? null);
      return [{ ...step, skill, heldLevel: heldLevel === 0 ? null : heldLevel, neededFor: goal }];
    }),
    learningResources: await resourcesOf(db, { skillIds, languages, perSkill: RESOURCES_PER_SKILL }),
  };
}

function toMissing(
  skill: Skill,
  gap: Omit<GapAnalysis['gaps'][number], 'slug'>,
): Omit<MissingSkill, 'jobs'> & { jobIds: string[] } {
  return {
    skill,
    heldLevel: gap.heldLevel === 0 ? null : gap.heldLevel,
    level: gap.level,
    jobsUnlocked: gap.jobsUnlocked,
    jobIds: gap.unlockedJobIds,
    importance: gap.gain,
    askedBy: gap.askedBy,
    targetShare: gap.targetShare,
    pay: { with: toPay(gap.pay.with), without: toPay(gap.pay.without) },
    trend: gap.trend,
  };
}

const toPay = (pay: { yearly: number; jobs: number } | null): MissingSkill['pay']['with'] =>
  pay === null ? null : { yearlyUsd: Math.round(pay.yearly), jobs: pay.jobs };
