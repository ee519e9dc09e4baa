import path from 'node:path';

import { UserId } from '@access/contracts/ids';
import type { EventSubscribers } from '@access/core/events';
import { createModelsService } from '@access/core/models';
import { createListMaker, refreshListJob } from '@access/core/recommendations';
import { createResumeReader } from '@access/core/resume';
import { allSkills } from '@access/core/skills';
import { createDatabase } from '@access/db';
import { createFileStore, createVirusScanner } from '@access/files';
import { matchBand } from '@access/ml/ranker';
import { createSkillMatcher } from '@access/ml/skills';
import { createQueue } from '@access/queue';
import { createResumeParser } from '@access/resume';

import type { WorkerEnv } from './env.ts';
import { handlersOf } from './handlers.ts';
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
  const handlers = handlersOf({
    lists,
    resumes,
    models,
    train: (signal) => trainContent(env.databaseUrl, signal),
    log,
  });

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

  /** What follows from what happened. A person who changed gets a new list; the other events are told for later readers. */
  const subscribers: EventSubscribers = {
    'person.changed': async (trx, { subject }) => {
      await queue.enqueue(trx, refreshListJob, { userId: UserId.parse(subject) });
    },
    'person.registered': async () => undefined,
    'job.changed': async () => undefined,
    'resume.uploaded': async () => undefined,
    'resume.parsed': async () => undefined,
    'interaction.recorded': async () => undefined,
    'import.finished': async () => undefined,
  };

  return { env, log, db, queue, runtime, jobs, handlers, subscribers };
}
