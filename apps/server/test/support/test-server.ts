import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';

import { AppError } from '@access/contracts/errors';
import { createFoundService } from '@access/core/found';
import { useTestDatabase } from '@access/db/testing';
import { createLocalFileStore } from '@access/files';
import { distanceKm } from '@access/ml/places';

import type { Container } from '../../src/container.ts';
import { createServer } from '../../src/create-server.ts';
import { readEnv } from '../../src/env.ts';
import { latestListsOf } from '../../src/list-hub/latest-lists.ts';
import { createListHub } from '../../src/list-hub/list-hub.ts';
import { wireServices, type Ports } from '../../src/services.ts';

export const ORIGIN = 'http://access.test';
export const password = 'four words are enough';

interface Running {
  readonly app: FastifyInstance;
  readonly container: Container;
  readonly enqueued: unknown[];
  readonly folder: string;
}

/**
 * The real server over a database of its own, without the taxonomy's weight: texts are not read for skills and places,
 * and background work is only taken down. Without an explainer handed in the recommender is "still being prepared".
 */
export function useTestServer(
  env: Record<string, string> = {},
  { explainer = unprepared, scanner = null }: Partial<Pick<Ports, 'explainer' | 'scanner'>> = {},
) {
  const database = useTestDatabase();
  const running: Running[] = [];

  beforeAll(async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'access-server-'));
    running.push({ ...(await start(database, folder, { variables: env, explainer, scanner })), folder });
  });
  afterAll(async () => {
    for (const { app, container, folder } of running) {
      await app.close();
      await container.close();
      await rm(folder, { recursive: true });
    }
  });
  const get = () => {
    const [server] = running;
    if (server === undefined) throw new Error('The test server exists inside tests and hooks only');
    return server;
  };

  return {
    get app() {
      return get().app;
    },
    get container() {
      return get().container;
    },
    get db() {
      return database.db;
    },
    /** Payloads of the jobs asked for so far. */
    get enqueued() {
      return get().enqueued;
    },
    inject: (options: InjectOptions) => get().app.inject(options),
    /** A job seeker who has just registered, with a way to call as them. */
    async registered() {
      const email = `${crypto.randomUUID()}@example.org`;
      const response = await get().app.inject({
        method: 'POST',
        url: '/api/v1/auth/register',
        payload: { email, password, displayName: 'Ada' },
      });
      const session = response.json<{ accessToken: string; refreshToken: string; user: { id: string } }>();
      return { email, ...session, headers: { authorization: `Bearer ${session.accessToken}` } };
    },
    /** An admin, signed in. */
    async admin() {
      const email = `${crypto.randomUUID()}@example.org`;
      const { auth } = get().container.services;
      await auth.createAdmin(email, password);
      const { accessToken } = await auth.login({ email, password }, { ip: '127.0.0.1', userAgent: null });
      return { email, headers: { authorization: `Bearer ${accessToken}` } };
    },
  };
}

const unprepared: Ports['explainer'] = {
  explain: async () => {
    throw new AppError('busy', 'The recommender is still being prepared', { retryAfterSeconds: 5 });
  },
};

async function start(
  database: ReturnType<typeof useTestDatabase>,
  folder: string,
  {
    variables,
    explainer,
    scanner,
  }: { variables: Record<string, string> } & Pick<Ports, 'explainer' | 'scanner'>,
) {
  const env = readEnv({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    ACCESS_ORIGIN: ORIGIN,
    LOG_LEVEL: 'silent',
    ACCESS_RATE_LIMIT: '1000000',
    ACCESS_WEB_DIR: path.join(import.meta.dirname, 'web'),
    ...variables,
  });
  const { db } = database;
  const enqueued: unknown[] = [];
  const hub = await createListHub({
    databaseUrl: env.databaseUrl,
    latestOf: (userIds) => latestListsOf(db, userIds),
    endedSessions: (ids) => services.auth.endedSessions(ids),
    onError: (error) => {
      throw error;
    },
  });
  const services = wireServices(env, {
    db,
    queue: {
      enqueue: async (_trx, _job, payload) => {
        enqueued.push(payload);
        return crypto.randomUUID();
      },
    },
    files: createLocalFileStore({ directory: folder }),
    scanner,
    hub,
    jwtSecret: 'the secret of the tests, long enough',
    skills: { extract: () => [] },
    places: { resolve: () => null },
    explainer,
    shipped: { version: 'linear-1', card: '# Ranker linear-1', bytes: 1 },
    distanceKm,
    now: () => new Date(),
    onError: (_what, error) => {
      throw error;
    },
  });
  const container: Container = {
    env,
    log: pino({ level: 'silent' }),
    db,
    services,
    found: createFoundService({ db, now: () => new Date() }),
    endStreams: () => hub.endStreams(),
    close: async () => {
      await services.jobs.close();
      await hub.close();
    },
  };
  const app = await createServer(container);
  await app.ready();
  return { app, container, enqueued };
}
