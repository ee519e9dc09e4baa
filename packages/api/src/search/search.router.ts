import { JobSearchInput, JobSearchPage } from '@access/contracts/jobs';

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
          '`q` takes quotes, OR between two words and minus; it finds other names of skills and titles, too. A word that no job has is corrected ' +
          '(`correctedQuery`), and where fewer than 5 jobs match, the radius grows or any of the words suffices (`widened`); `exact=true` turns both off. ' +
          'Salaries are compared by the year, in US dollars unless `currency` says otherwise; a job of unknown salary or place does not match one that ' +
          'is asked for. By relevance the 10,000 best and newest matches are ranked, titles first; by date and salary every match is reached. Totals are ' +
          'exact to 10,000 and may be five seconds old. `facets` count the first 10,000 matches, skills the first 2,000; each filter is left out of its own counts.',
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
    .output(JobSearchPage)
    .query(({ ctx, input }) => ctx.services.search.search(input)),
});
