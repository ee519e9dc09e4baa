import { ExplainInput, JobState, MyJobsInput, MyJobsPage } from '@access/contracts/recommendations';

import { jobSeekerProcedure, router } from '../init/index.ts';

const tags = ['My jobs'];
const access = 'job_seeker';

export const myJobsRouter = router({
  list: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/me/jobs',
        tags,
        summary: 'Jobs I saved, liked, dismissed, applied to or viewed',
        example: { request: { state: 'bookmarked' } },
      },
      access,
    })
    .input(MyJobsInput)
    .output(MyJobsPage)
    .query(({ ctx, input }) => ctx.services.interactions.list(ctx.actor, input)),

  state: jobSeekerProcedure
    .meta({
      openapi: { method: 'GET', path: '/me/jobs/{jobId}', tags, summary: 'What I did with one job' },
      access,
    })
    .input(ExplainInput)
    .output(JobState)
    .query(({ ctx, input }) => ctx.services.interactions.state(ctx.actor, input.jobId)),
});
