import path from 'node:path';

import type { JobId, UserId } from '@access/contracts/ids';
import { Explanation } from '@access/contracts/recommendations';
import type { Db } from '@access/db';
import { createContentEncoder, jobTokens, trainContentModel, type ContentEncoder } from '@access/ml/content';
import { createEngine } from '@access/ml/engine';
import type { Ranker } from '@access/ml/onnx';
import { distanceKm } from '@access/ml/places';
import { matchBand, openShippedRanker } from '@access/ml/ranker';
import { titleTokens } from '@access/ml/text';

import type { SkillNames } from '../src/engine-documents/index.ts';
import { createJobsService } from '../src/jobs/index.ts';
import {
  createIndexFollower,
  createListMaker,
  createRecommendationsService,
  type PairExplainer,
} from '../src/recommendations/index.ts';
import { allSkills } from '../src/skills/index.ts';
import { aJob } from './arrange.ts';

/** Three fields of work, far from each other, with skills of the test taxonomy. */
const FIELDS = {
  care: { titles: ['Staff nurse', 'Registered nurse'], skills: ['nursing', 'phlebotomy', 'epic-ehr'] },
  data: { titles: ['Data analyst', 'Data scientist'], skills: ['sql', 'python', 'tableau', 'statistics'] },
  metal: { titles: ['Welder', 'Pipe welder'], skills: ['welding', 'autocad', 'forklift-operation'] },
} as const;
export type Field = keyof typeof FIELDS;
const JOBS_PER_FIELD = 12;
const modelsFolder = path.resolve(import.meta.dirname, '../../../ml-models');

const now = () => new Date();

/** The real engine, ranker and services over a small catalogue of their own. */
export async function startRecommender(db: Db) {
  const jobs = await seedJobs(db);
  const names: SkillNames = new Map(
    (await allSkills(db)).map(({ id, slug, name }) => [id as string, { slug, name }]),
  );
  const parts = { content: await trainOnFields(), ranker: await openShippedRanker(modelsFolder) };
  const engine = createEngine(parts);
  const follower = createIndexFollower({ db, engine, now, loadSkillNames: async () => names });
  await follower.fill();
  const requested: UserId[] = [];
  const summaries = createJobsService({
    db,
    skills: { extract: () => [] },
    places: { resolve: () => null },
    now,
    onViewsDelayed: (error) => {
      throw error;
    },
  });
  return {
    jobs,
    engine,
    modelVersion: parts.ranker.meta.version,
    summaries,
    follower,
    requested,
    lists: createListMaker({
      db,
      engine: () => ({ engine, modelVersion: parts.ranker.meta.version }),
      bandOf: matchBand,
      now,
    }),
    service: createRecommendationsService({
      db,
      jobs: summaries,
      explainer: explainerOf(parts),
      skillNames: async () => names,
      activeRanker: async () => parts.ranker.meta.version,
      now,
      distanceKm,
      requestList: async (_db, userId) => void requested.push(userId),
      waitForList: async () => false,
    }),
    close: () => parts.ranker.close(),
  };
}

async function seedJobs(db: Db): Promise<Record<Field, JobId[]>> {
  const skills = new Map((await allSkills(db)).map(({ id, slug }) => [slug, id]));
  const made: Record<Field, JobId[]> = { care: [], data: [], metal: [] };
  for (const field of ['care', 'data', 'metal'] as const) {
    const { titles, skills: slugs } = FIELDS[field];
    for (let i = 0; i < JOBS_PER_FIELD; i++) {
      const jobId = await aJob(db, { title: titles[i % titles.length] ?? titles[0] });
      const values = slugs.flatMap((slug) => {
        const skillId = skills.get(slug);
        return skillId === undefined ? [] : [{ jobId, skillId, isRequired: true, proficiencyLevel: 2 }];
      });
      await db.insertInto('jobSkills').values(values).execute();
      made[field].push(jobId);
    }
  }
  return made;
}

async function trainOnFields(): Promise<ContentEncoder> {
  const documents = Object.values(FIELDS).flatMap(({ titles, skills }) =>
    titles.flatMap((title) =>
      skills.map((skipped) =>
        jobTokens({
          titleTokens: titleTokens(title),
          skillSlugs: skills.filter((slug) => slug !== skipped),
          industry: null,
        }),
      ),
    ),
  );
  return createContentEncoder(await trainContentModel(documents, { dimensions: 8 }));
}

/** As the server explains: an index of just the jobs at hand. */
const explainerOf = (parts: { content: ContentEncoder; ranker: Ranker }): PairExplainer => ({
  async explain({ person, documents, jobIds, now: at, whatIf }) {
    const engine = createEngine(parts);
    for (const document of documents) engine.upsert(document);
    const pairs = [];
    for (const jobId of jobIds) {
      const pair = await engine.explain(person, jobId, { now: at });
      if (pair === null) continue;
      const explanation = Explanation.parse(pair.explanation);
      const counterfactuals =
        whatIf === undefined ? [] : await engine.whatIf(person, jobId, { now: at, ...whatIf });
      pairs.push({ jobId, score: pair.score, band: matchBand(pair.score), explanation, counterfactuals });
    }
    return { pairs, modelVersion: parts.ranker.meta.version };
  },
});
