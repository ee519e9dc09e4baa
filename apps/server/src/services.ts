import { setTimeout as delay } from 'node:timers/promises';

import type { Services } from '@access/api/init';
import type { UserId } from '@access/contracts/ids';
import { JobSearchInput } from '@access/contracts/jobs';
import { createAlertsService } from '@access/core/alerts';
import { createApiKeysService } from '@access/core/api-keys';
import { createAuthService } from '@access/core/auth';
import { createCompaniesService } from '@access/core/companies';
import { createFeedsService } from '@access/core/feeds';
import { createImportRunsService } from '@access/core/imports';
import { createInteractionsService } from '@access/core/interactions';
import { createJobsService, type PlaceResolver, type SkillExtractor } from '@access/core/jobs';
import { createRankersService, type ShippedRanker } from '@access/core/models';
import { createModerationService } from '@access/core/moderation';
import { createPlacesService } from '@access/core/places';
import { createProfileService, createRecordsService } from '@access/core/profile';
import {
  createRecommendationsService,
  refreshListJob,
  type PairExplainer,
} from '@access/core/recommendations';
import { createResumeService } from '@access/core/resume';
import { createSearchService } from '@access/core/search';
import { createSkillGapsService, findGapsJob } from '@access/core/skill-gaps';
import { allSkills, createSkillsService } from '@access/core/skills';
import { createTrainingService } from '@access/core/training';
import type { Db } from '@access/db';
import type { FileStore, VirusScanner } from '@access/files';
import { TITLE_ABBREVIATIONS } from '@access/ml/text';
import type { Queue } from '@access/queue';

import type { ServerEnv } from './env.ts';
import type { ListHub } from './list-hub/list-hub.ts';

/** What the services stand on; tests hand in lighter ones. */
export interface Ports {
  readonly db: Db;
  readonly queue: Pick<Queue, 'enqueue'>;
  readonly files: FileStore;
  /** Null where the operator scans nothing. */
  readonly scanner: VirusScanner | null;
  readonly hub: ListHub;
  readonly jwtSecret: string;
  readonly skills: SkillExtractor;
  readonly places: PlaceResolver;
  readonly explainer: PairExplainer;
  readonly shipped: ShippedRanker;
  readonly distanceKm: (a: { lat: number; lon: number }, b: { lat: number; lon: number }) => number;
  readonly now: () => Date;
  readonly onError: (what: string, error: unknown) => void;
}

/** The taxonomy changes with releases; a new skill may lack its name in explanations this long, in ms. */
const SKILL_NAMES_MS = 600_000;

/** Wires the core services. */
export function wireServices(env: Pick<ServerEnv, 'authLimits'>, ports: Ports): Services {
  const { db, queue, files, hub, now, skills, places } = ports;
  const requestList = async (on: Db, userId: UserId): Promise<void> => {
    await queue.enqueue(on, refreshListJob, { userId });
  };
  const jobs = createJobsService({
    db,
    skills,
    places,
    now,
    onViewsDelayed: (error) => ports.onError('jobs.views_delayed', error),
  });
  const search = createSearchService({ db, places, shortForms: TITLE_ABBREVIATIONS });
  const rankers = createRankersService({ db, files, now, shipped: ports.shipped });
  const importRuns = createImportRunsService({ db, files, queue });
  return {
    auth: createAuthService({
      db,
      now,
      jwtSecret: ports.jwtSecret,
      limits: env.authLimits,
      wait: (ms) => delay(ms),
    }),
    apiKeys: createApiKeysService({ db, now }),
    profile: createProfileService({ db }),
    records: createRecordsService({ db }),
    skills: createSkillsService({ db }),
    places: createPlacesService({ db }),
    jobs,
    moderation: createModerationService({ db, jobs }),
    companies: createCompaniesService({
      db,
      files,
      scanner: ports.scanner,
      openJobs: (companyId) => search.jobs(JobSearchInput.parse({ companyId, sort: 'date', facets: false })),
    }),
    search,
    alerts: createAlertsService({ db, search }),
    imports: importRuns,
    feeds: createFeedsService({ db, queue, runs: importRuns }),
    interactions: createInteractionsService({ db, jobs, requestList }),
    rankers,
    training: createTrainingService({ db, queue }),
    recommendations: createRecommendationsService({
      activeRanker: () => rankers.activeVersion(),
      db,
      jobs,
      explainer: ports.explainer,
      skillNames: rememberFor(SKILL_NAMES_MS, now, async () => {
        const skills = await allSkills(db);
        return new Map(skills.map(({ id, slug, name }) => [id as string, { slug, name }]));
      }),
      now,
      distanceKm: ports.distanceKm,
      requestList,
      waitForList: (userId, afterVersion, timeoutMs) => hub.waitForList(userId, afterVersion, timeoutMs),
    }),
    skillGaps: createSkillGapsService({
      db,
      jobs,
      requestAnalysis: async (on, userId, targetTitle) => {
        await queue.enqueue(on, findGapsJob, { userId, targetTitle });
      },
      wait: (ms) => delay(ms),
    }),
    resumes: createResumeService({ db, files, queue, now }),
    listUpdates: hub,
  };
}

/** Loads once for all who ask within `ms`; a failed load is not remembered. */
function rememberFor<T>(ms: number, now: () => Date, load: () => Promise<T>): () => Promise<T> {
  let loading: { at: number; value: Promise<T> } | undefined;
  return () => {
    const at = now().getTime();
    if (loading !== undefined && at - loading.at < ms) return loading.value;
    const current = { at, value: load() };
    loading = current;
    current.value.catch(() => {
      if (loading === current) loading = undefined;
    });
    return current.value;
  };
}
