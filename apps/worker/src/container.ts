import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { createAuthService, defaultAuthLimits, loadOrCreateSecret } from '@access/core/auth';
import { createHousekeeping, type WorkerDetail } from '@access/core/housekeeping';
import { createImportRunsService } from '@access/core/imports';
import { createModelsService } from '@access/core/models';
import { createListMaker } from '@access/core/recommendations';
import { createResumeReader } from '@access/core/resume';
import { allSkills } from '@access/core/skills';
import { createDatabase } from '@access/db';
import { createFileStore, createVirusScanner } from '@access/files';
import { matchBand } from '@access/ml/ranker';
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
import { trainContent } from './recommendations/train-content.ts';

export type Container = Awaited<ReturnType<typeof createContainer>>;

/** Everything the worker runs on, wired once. Fills the job index before it returns. */
export async function createContainer(env: WorkerEnv) {
  const log = createLog(env.logLevel);
  const now = (): Date => new Date();
  const db = createDatabase({ url: env.databaseUrl, max: 8, applicationName: 'access worker' });
  const files = createFileStore({ kind: 'local', directory: path.join(env.dataDir, 'files') });
  const models = createModelsService({ db, files, now });
  if ((await models.active('content')) === undefined) await trainFirst();
  const loadSkillNames = async () =>
    new Map((await allSkills(db)).map(({ id, slug, name }) => [id as string, { slug, name }]));
  const runtime = await startEngineRuntime({ db, models, modelsFolder, now, loadSkillNames, log });
  const lists = createListMaker({ db, engine: runtime.current, bandOf: matchBand, now });
  const matcher = createSkillMatcher(await allSkills(db));
  const resumes = createResumeReader({
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
  const queue = createQueue({
    url: env.databaseUrl,
    applicationName: 'access worker queue',
    log,
    mode: 'worker',
  });
  let listsMade = 0;
  const handlers = handlersOf({
    lists,
    resumes,
    models,
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
    train: (signal) => trainContent(env.databaseUrl, signal),
    onListMade: () => void (listsMade += 1),
    log,
  });
  const imports = createImportRunsService({ db, files, queue });
  hearOfDeadJobs(queue, { resumes, log });
  hearOfDeadImports(queue, { runs: imports, log });
  const detail = (): WorkerDetail => ({ ...runtime.state(), listsMade });

  async function trainFirst(): Promise<void> {
    const trained = await trainContent(env.databaseUrl);
    const version = await models.activate('content', trained.bytes, {
      rowCounts: { documents: trained.documents },
      metrics: { tokens: trained.tokens, seconds: trained.seconds },
    });
    log.info(
      { version, documents: trained.documents, tokens: trained.tokens },
      'recommendations.content_trained',
    );
  }

  return { env, log, db, queue, runtime, imports, detail, jobs, handlers, subscribers: subscribersOf(queue) };
}
