import {
  ExplainAnswer,
  ExplainInput,
  FeedbackAnswer,
  FeedbackInput,
  RecommendationPage,
  RecommendationsInput,
} from '@access/contracts/recommendations';
import { SkillGaps, SkillGapsInput } from '@access/contracts/skill-gaps';

import { jobSeekerProcedure, router } from '../init/index.ts';

const tags = ['Recommendations'];
const access = 'job_seeker';

export const recommendationsRouter = router({
  list: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/recommendations',
        tags,
        summary: 'Jobs ranked for me, each with its reasons',
        description: 'base + the sum of contributions is the margin in log-odds; its sigmoid is the score.',
        example: { request: { limit: 10 } },
      },
      access,
      scope: 'recommendations:read',
    })
    .input(RecommendationsInput)
    .output(RecommendationPage)
    .query(({ ctx, input }) => ctx.services.recommendations.list(ctx.actor, input)),

  feedback: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/recommendations/feedback',
        tags,
        summary: 'Say what I did with a job, or take it back',
        description: 'The list follows within a second. Saying the same thing twice changes nothing.',
        successStatus: 202,
        example: {
          request: { jobId: '01890a5d-ac96-774b-bcce-b302099a8057', type: 'dislike', reason: 'wrong_place' },
        },
      },
      access,
    })
    .input(FeedbackInput)
    .output(FeedbackAnswer)
    .mutation(({ ctx, input }) => ctx.services.interactions.feedback(ctx.actor, input)),

  explain: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/recommendations/explain/{jobId}',
        tags,
        summary: 'Why this job is, or is not, for me',
        description: 'For any job, recommended or not; `blockedBy` names what keeps it out of my list.',
      },
      access,
      scope: 'recommendations:read',
    })
    .input(ExplainInput)
    .output(ExplainAnswer)
    .query(({ ctx, input }) => ctx.services.recommendations.explain(ctx.actor, input.jobId)),

  skillGaps: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/recommendations/skill-gaps',
        tags,
        summary: 'Skills I lack, and what each is worth',
        description:
          'For the open jobs of a title, or for the jobs recommended to me. `jobsUnlocked` counts jobs within my ' +
          'dealbreakers that become open to me once that one skill is added at `level`.',
        example: { request: { targetTitle: 'Data analyst' } },
      },
      access,
      scope: 'recommendations:read',
    })
    .input(SkillGapsInput)
    .output(SkillGaps)
    .query(({ ctx, input }) => ctx.services.skillGaps.find(ctx.actor, input)),

  /** Server-sent: the newest list's version, once at the start and then whenever a newer one is stored. */
  onListUpdate: jobSeekerProcedure
    .meta({ access })
    .subscription(({ ctx, signal }) => ctx.services.listUpdates.follow(ctx.actor, signal)),
});
