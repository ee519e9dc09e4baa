import { JobPage, JobSearchInput } from '@access/contracts/jobs';

import { publicProcedure, router } from '../init/index.ts';

export const searchRouter = router({
  jobs: publicProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/jobs/search',
        tags: ['Jobs'],
        summary: 'Search open jobs',
        description:
          '`q` takes quotes, OR and minus. Salaries are compared by the year, in US dollars unless `currency` says otherwise; a job of unknown ' +
          'salary or place does not match one that is asked for. By relevance the 2,000 newest matches are ranked; by date every match is reached. ' +
          'Totals are exact to 10,000 and may be five seconds old.',
        example: {
          request: {
            q: 'data engineer',
            location: 'Berlin',
            radiusKm: 50,
            remoteOption: ['hybrid', 'remote'],
          },
        },
      },
      access: 'anyone',
    })
    .input(JobSearchInput)
    .output(JobPage)
    .query(({ ctx, input }) => ctx.services.search.jobs(input)),
});
