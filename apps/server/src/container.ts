import path from 'node:path';

import type { Logger } from 'pino';

import type { Services } from '@access/api/init';
import type { UserId } from '@access/contracts/ids';
import { loadOrCreateSecret } from '@access/core/auth';
import { createFoundService, type FoundService } from '@access/core/found';
import { createModelsService, createRankersService, MODELS_CHANNEL } from '@access/core/models';
import { allSkills } from '@access/core/skills';
import { createDatabase, listen, type Db } from '@access/db';
import { createFileStore, createVirusScanner } from '@access/files';
import { distanceKm } from '@access/ml/places';
import { readShippedRanker } from '@access/ml/shipped';
import { createTextUnderstanding } from '@access/ml/understanding';
import { createQueue } from '@access/queue';

import type { ServerEnv } from './env.ts';
import { createThreadExplainer } from './explain/pair-explainer.ts';
import { latestListsOf } from './list-hub/latest-lists.ts';
import { createListHub } from './list-hub/list-hub.ts';
import { createLog } from './log.ts';
import { wireServices } from './services.ts';

/** Everything the HTTP side runs on. */
export interface Container {
  readonly env: ServerEnv;
  readonly log: Logger;
  readonly db: Db;
  readonly services: Services;
  /** What search engines are told of. */
  readonly found: FoundService;
  /** Ends the streams of open pages, which would keep the server from closing. */
  readonly endStreams: () => void;
  /** Stores what waits and ends connections and threads; call it after the server has closed. */
  readonly close: () => Promise<void>;
}

/** An uploaded picture is scanned while its sender waits. */
const SCAN_TIMEOUT_MS = 15_000;

const modelsFolder = path.resolve(import.meta.dirname, '../../../ml-models');

/** Wires the server; about a second, most of it for reading the taxonomy and the gazetteer. */
export async function createContainer(env: ServerEnv): Promise<Container> {
  const log = createLog(env.logLevel);
  const now = (): Date => new Date();
  const complain = (what: string) => (error: unknown) => log.error({ err: error }, what);
  const db = createDatabase({
    url: env.databaseUrl,
    max: 16,
    applicationName: 'access server',
    onConnectionLost: complain('database.connection_lost'),
  });
  const queue = createQueue({
    url: env.databaseUrl,
    applicationName: 'access server queue',
    log,
    mode: 'producer',
  });
  await queue.start();
  const files = createFileStore({ kind: 'local', directory: path.join(env.dataDir, 'files') });
  const { version, card, onnx } = await readShippedRanker(modelsFolder);
  const shipped = { version, card, bytes: onnx.byteLength };
  const explainer = createThreadExplainer({
    models: createModelsService({ db, files, now }),
    rankers: createRankersService({ db, files, now, shipped }),
    modelsFolder,
    onError: complain('explain.thread_failed'),
  });
  const reload = () => void explainer.reload().catch(complain('explain.model_not_reloaded'));
  const modelChanges = await listen({
    url: env.databaseUrl,
    channel: MODELS_CHANNEL,
    onPayload: reload,
    onReconnect: reload,
    onError: complain('database.listener_lost'),
  });
  const hub = await createListHub({
    databaseUrl: env.databaseUrl,
    latestOf: (userIds: readonly UserId[]) => latestListsOf(db, userIds),
    endedSessions: (ids) => services.auth.endedSessions(ids),
    onError: complain('database.listener_lost'),
  });
  const understanding = createTextUnderstanding<string>(await allSkills(db));
  const services = wireServices(env, {
    db,
    queue,
    files,
    scanner: env.clamd === null ? null : createVirusScanner({ ...env.clamd, timeoutMs: SCAN_TIMEOUT_MS }),
    hub,
    jwtSecret: env.secret ?? (await loadOrCreateSecret(db, 'jwt')),
    skills: understanding.skills,
    places: understanding.places,
    explainer,
    shipped,
    distanceKm,
    now,
    onError: (what, error) => log.error({ err: error }, what),
  });
  const close = async (): Promise<void> => {
    await services.jobs.close();
    await Promise.all([hub.close(), modelChanges.close(), explainer.close(), queue.stop()]);
    await db.destroy();
  };
  const found = createFoundService({ db, now });
  return { env, log, db, services, found, endStreams: () => hub.endStreams(), close };
}
