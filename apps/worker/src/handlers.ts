import type { Logger } from 'pino';

import { AppError } from '@access/contracts/errors';
import type { ModelsService } from '@access/core/models';
import type { ListMaker } from '@access/core/recommendations';
import { parseResumeJob, type ResumeReader } from '@access/core/resume';
import type { Handlers } from '@access/queue';

import type { jobs } from './jobs.ts';
import type { TrainedContent } from './recommendations/train-content.ts';

interface HandlerDeps {
  readonly lists: ListMaker;
  readonly resumes: ResumeReader;
  readonly models: ModelsService;
  readonly train: (signal: AbortSignal) => Promise<TrainedContent>;
  readonly log: Logger;
}

/** One handler for each kind of job: parse (done by the queue), call core, log the outcome. */
export function handlersOf({ lists, resumes, models, train, log }: HandlerDeps): Handlers<typeof jobs> {
  return {
    'recommendations.refresh': async ({ payload }) => {
      const outcome = await lists.refresh(payload.userId);
      log.debug({ userId: payload.userId, ...outcome }, 'recommendations.list_refreshed');
    },
    'recommendations.train-content': async ({ payload, signal }) => {
      const trained = await train(signal);
      const facts = {
        rowCounts: { documents: trained.documents },
        metrics: { tokens: trained.tokens, seconds: trained.seconds },
      };
      const version = await models.activate('content', trained.bytes, facts);
      log.info(
        { version, reason: payload.reason, documents: trained.documents },
        'recommendations.content_trained',
      );
    },
    'resume.parse-file': async ({ payload, attempt }) => {
      try {
        const status = await resumes.read(payload.resumeId);
        log.info({ resumeId: payload.resumeId, status }, 'resume.file_parsed');
      } catch (error) {
        // The job goes to the dead letters now; the person must not wait for it for ever.
        if (attempt > parseResumeJob.retry.limit || error instanceof AppError)
          await resumes.giveUp(payload.resumeId);
        throw error;
      }
    },
  };
}
