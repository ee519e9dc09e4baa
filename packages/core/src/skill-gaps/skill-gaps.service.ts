import type { Actor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import type { JobId, UserId } from '@access/contracts/ids';
import type { SkillGaps, SkillGapsInput } from '@access/contracts/skill-gaps';
import type { Db } from '@access/db';

import { loadPerson } from '../engine-documents/index.ts';
import { loadExchangeRates, type JobsService } from '../jobs/index.ts';
import { personStamp } from './person-stamp.ts';
import { storedAnalysis, type StoredAnalysis } from './skill-gaps.repository.ts';

export type SkillGapsService = ReturnType<typeof createSkillGapsService>;

interface SkillGapsDeps {
  readonly db: Db;
  readonly jobs: Pick<JobsService, 'summariesByIds'>;
  /** Asks the worker, which holds the open jobs in memory, for an answer. */
  readonly requestAnalysis: (db: Db, userId: UserId, targetTitle: string | null) => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
}

/** Jobs come and go; an answer is made anew after this long. */
const LIVES_SECONDS = 600;
const LOOK_EVERY_MS = 50;
/** How long a call waits for an answer being made; after that the page is told to ask again. */
const LONGEST_WAIT_MS = 4_000;

export function createSkillGapsService(deps: SkillGapsDeps) {
  return {
    /**
     * Which skills the person lacks for a title, or for the jobs recommended to them, and what each is worth. Never an answer
     * from before a change of their profile.
     */
    async find(actor: Actor, input: SkillGapsInput): Promise<SkillGaps> {
      const { db } = deps;
      const { userId } = actor;
      const targetTitle = input.targetTitle ?? null;
      const person = await loadPerson(db, userId, await loadExchangeRates(db));
      if (person === undefined) throw new AppError('not_found', 'This account no longer exists');
      if (person.hasOptedOut) return emptyAnswer('opted_out', targetTitle);
      const stamp = personStamp(person.document);
      const fresh = async () => {
        const stored = await storedAnalysis(db, userId, targetTitle);
        return stored?.personStamp === stamp && stored.ageSeconds < LIVES_SECONDS ? stored : undefined;
      };
      let analysis = await fresh();
      if (analysis === undefined) await deps.requestAnalysis(db, userId, targetTitle);
      for (let waited = 0; analysis === undefined && waited < LONGEST_WAIT_MS; waited += LOOK_EVERY_MS) {
        await deps.wait(LOOK_EVERY_MS);
        analysis = await fresh();
      }
      if (analysis === undefined) return emptyAnswer('preparing', targetTitle);
      return toAnswer(deps, analysis, targetTitle);
    },
  };
}

async function toAnswer(
  { jobs }: SkillGapsDeps,
  analysis: StoredAnalysis,
  targetTitle: string | null,
): Promise<SkillGaps> {
  const ids = new Set(analysis.missingSkills.flatMap(({ jobIds }) => jobIds as JobId[]));
  const summaries = new Map(
    (await jobs.summariesByIds([...ids])).map((job) => [job.id as string, job] as const),
  );
  return {
    status: 'ready',
    targetTitle,
    ...analysis.facts,
    missingSkills: analysis.missingSkills.map(({ jobIds, ...missing }) => ({
      ...missing,
      jobs: jobIds.flatMap((id) => summaries.get(id) ?? []),
    })),
    path: analysis.path,
    learningResources: analysis.learningResources,
    modelVersion: analysis.modelVersion,
    madeAt: analysis.at.toISOString(),
  };
}

const emptyAnswer = (status: 'preparing' | 'opted_out', targetTitle: string | null): SkillGaps => ({
  status,
  targetTitle,
  scope: targetTitle === null ? 'recommended' : 'title',
  jobs: 0,
  eligible: 0,
  targets: 0,
  missingSkills: [],
  path: [],
  learningResources: [],
  modelVersion: null,
  madeAt: null,
});
