import type { Logger } from 'pino';

import type { AuthService } from '@access/core/auth';
import type { FetchFeedDeps } from '@access/core/feeds';
import type { Housekeeping } from '@access/core/housekeeping';
import type { ListMaker } from '@access/core/recommendations';
import { parseResumeJob, type ResumeReader } from '@access/core/resume';
import type { GapAnalyst } from '@access/core/skill-gaps';
import type { TrainingService } from '@access/core/training';
import type { Handlers, Queue } from '@access/queue';

import { feedHandlers } from './feeds/feeds.handler.ts';
import { housekeepingHandlers } from './housekeeping.handler.ts';
import { importHandlers } from './imports/imports.handler.ts';
import type { RunImport } from './imports/run-in-child.ts';
import type { jobs } from './jobs.ts';
import type { LearnContent } from './recommendations/learn-content.ts';
import type { RunTraining } from './training/run-training.ts';
import { trainingHandlers } from './training/training.handler.ts';

interface HandlerDeps {
  readonly lists: ListMaker;
  readonly gaps: GapAnalyst;
  readonly resumes: ResumeReader;
  readonly housekeeping: Housekeeping;
  readonly auth: Pick<AuthService, 'deleteExpired'>;
  readonly feeds: FetchFeedDeps;
  readonly queue: Pick<Queue, 'unfinished'>;
  /** Does one queued import, away from this process. */
  readonly runImport: RunImport;
  readonly training: Pick<TrainingService, 'consider'>;
  /** Does one queued training, away from this process. */
  readonly runTraining: RunTraining;
  readonly learnContent: LearnContent;
  readonly countSearchWords: () => Promise<number>;
  /** Hears of each list made. */
  readonly onListMade: () => void;
  readonly log: Logger;
}

/** One handler for each kind of job: parse (done by the queue), call core, log the outcome. */
export function handlersOf(deps: HandlerDeps): Handlers<typeof jobs> {
  const { lists, gaps, resumes, queue, log } = deps;
  return {
    ...housekeepingHandlers(deps),
    ...importHandlers(deps),
    ...trainingHandlers(deps),
    ...feedHandlers({ ...deps.feeds, log }),
    'recommendations.refresh': async ({ payload }) => {
      const outcome = await lists.refresh(payload.userId);
      if (outcome.status === 'made') deps.onListMade();
      log.debug({ userId: payload.userId, ...outcome }, 'recommendations.list_refreshed');
    },
    'skill-gaps.find-gaps': async ({ payload }) => {
      const outcome = await gaps.analyse(payload.userId, payload.targetTitle);
      log.debug({ userId: payload.userId, ...outcome }, 'skill-gaps.found');
    },
    'recommendations.train-content': async ({ payload, signal }) => {
      const trained = await deps.learnContent(signal);
      log.info({ reason: payload.reason, ...trained }, 'recommendations.content_trained');
    },
    'search.count-words': async () => {
      log.debug({ words: await deps.countSearchWords() }, 'search.words_counted');
    },
    'resume.parse-file': async ({ payload }) => {
      const status = await resumes.read(payload.resumeId);
      log.info({ resumeId: payload.resumeId, status }, 'resume.file_parsed');
    },
    'resume.give-up-lost': async () => {
      const rows = await resumes.giveUpLost(() => queue.unfinished(parseResumeJob));
      if (rows > 0) log.warn({ rows }, 'resume.lost_given_up');
    },
  };
}

/** What follows for people when a job failed for good, its worker's death included. */
export function hearOfDeadJobs(
  queue: Pick<Queue, 'whenDead'>,
  { resumes, log }: { resumes: ResumeReader; log: Logger },
): void {
  queue.whenDead(parseResumeJob, async ({ resumeId }) => {
    if (await resumes.giveUp(resumeId)) log.warn({ resumeId }, 'resume.given_up');
  });
}
