import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { createAuthService, defaultAuthLimits, loadOrCreateSecret } from '@access/core/auth';
import { createHousekeeping, type WorkerDetail } from '@access/core/housekeeping';
import { createImportRunsService } from '@access/core/imports';
import { createModelsService, createRankersService } from '@access/core/models';
import { createListMaker } from '@access/core/recommendations';
import { createResumeReader, type ResumeReader } from '@access/core/resume';
import { countSearchWords } from '@access/core/search';
import { createGapAnalyst } from '@access/core/skill-gaps';
import { allSkills } from '@access/core/skills';
import { createTrainingService } from '@access/core/training';
import { createDatabase, type Db } from '@access/db';
import { createFileStore, createVirusScanner, type FileStore } from '@access/files';
import { matchBand } from '@access/ml/ranker';
import { readShippedRanker } from '@access/ml/shipped';
import { createSkillMatcher } from '@access/ml/skills';
import { createFetcher, FetchRefusedError } from '@access/outbound';
import { createQueue } from '@access/queue';
import { createResumeParser } from '@access/resume';

import type { WorkerEnv } from './env.ts';
import { subscribersOf } from './events/subscribers.ts';
import { handlersOf, hearOfDeadJobs } from './handlers.ts';
import { hearOfDeadImports } from './imports/imports.handler.ts';
import { createImportRunner } from './imports/run-in-child.ts';
import { jobs } from './jobs.ts';
import { createLog } from './log.ts';
import { modelsFolder } from './models-folder.ts';
import { startEngineRuntime } from './recommendations/engine-runtime.ts';
import { createContentLearner } from './recommendations/learn-content.ts';
import { createTrainingRunner } from './training/run-training.ts';
import { hearOfDeadTrainings } from './training/training.handler.ts';

export type Container = Awaited<ReturnType<typeof createContainer>>;

/** Everything the worker runs on, wired once. Fills the job index before it returns. */
export async function createContainer(env: WorkerEnv) {
  const log = createLog(env.logLevel);
  const now = (): Date => new Date();
  const db = createDatabase({ url: env.databaseUrl, max: 8, applicationName: 'access worker' });
  const files = createFileStore({ kind: 'local', directory: path.join(env.dataDir, 'files') });
  const models = createModelsService({ db, files, now });
  const learnContent = createContentLearner(models, env.databaseUrl);
  if ((await models.active('content')) === undefined)
    log.info(await learnContent(), 'recommendations.content_trained');
  const loadSkillNames = async () =>
    new Map((await allSkills(db)).map(({ id, slug, name }) => [id as string, { slug, name }]));
  const { version, card, onnx } = await readShippedRanker(modelsFolder);
  const rankers = createRankersService({
    db,
    files,
    now,
    shipped: { version, card, bytes: onnx.byteLength },
  });
  const runtime = await startEngineRuntime({ db, models, rankers, modelsFolder, now, loadSkillNames, log });
  const lists = createListMaker({ db, engine: runtime.current, bandOf: matchBand, now });
  const resumes = await openResumeReader(env, { db, files, now });
  const queue = createQueue({
    url: env.databaseUrl,
    applicationName: 'access worker queue',
    log,
    mode: 'worker',
  });
  let listsMade = 0;
  const handlers = handlersOf({
    lists,
    gaps: createGapAnalyst({ db, engine: runtime.current, now }),
    resumes,
    housekeeping: createHousekeeping({
      db,
      now,
      jobMaxAgeDays: env.jobMaxAgeDays,
      impressionMaxAgeDays: env.impressionMaxAgeDays,
    }),
    auth: createAuthService({
      db,
      now,
      jwtSecret: await loadOrCreateSecret(db, 'jwt'),
      limits: defaultAuthLimits,
      wait: (ms) => delay(ms),
    }),
    queue,
    feeds: {
      db,
      files,
      queue,
      fetcher: createFetcher({ userAgent: 'Access (job feeds)' }),
      refusalOf: (error) => (error instanceof FetchRefusedError ? error.message : undefined),
      now,
    },
    runImport: createImportRunner(env),
    training: createTrainingService({ db, queue }),
    runTraining: createTrainingRunner(db, { ...env, modelsFolder }),
    learnContent,
    countSearchWords: () => countSearchWords(db),
    onListMade: () => void (listsMade += 1),
    log,
  });
  const imports = createImportRunsService({ db, files, queue });
  hearOfDeadJobs(queue, { resumes, log });
  hearOfDeadImports(queue, { runs: imports, log });
  hearOfDeadTrainings(queue, { db, log });
  const detail = (): WorkerDetail => ({ ...runtime.state(), listsMade });

  return { env, log, db, queue, runtime, imports, detail, jobs, handlers, subscribers: subscribersOf(queue) };
}

async function openResumeReader(
  env: WorkerEnv,
  { db, files, now }: { db: Db; files: FileStore; now: () => Date },
): Promise<ResumeReader> {
  const matcher = createSkillMatcher(await allSkills(db));
  return createResumeReader({
    db,
    files,
    scanner: env.clamd === null ? null : createVirusScanner({ ...env.clamd, timeoutMs: 30_000 }),
    parser: createResumeParser({
      extractSkills: (text) => matcher.extract(text, { kind: 'resume' }),
      timeoutMs: 20_000,
      memoryMb: 512,
    }),
    now,
  });
}
