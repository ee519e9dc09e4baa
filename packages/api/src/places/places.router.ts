import { pageOf } from '@access/contracts/pages';
import { Place } from '@access/contracts/places';
import { TypeaheadInput } from '@access/contracts/skills';

import { publicProcedure, router } from '../init/index.ts';

export const placesRouter = router({
  search: publicProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/places',
        tags: ['Skills and places'],
        summary: 'Find places by name',
        description: 'Cities of over 15,000 people, largest first; "Paris, TX" narrows by region or country.',
        example: { request: { q: 'Leeds' } },
      },
      access: 'anyone',
    })
    .input(TypeaheadInput)
    .output(pageOf(Place))
    .query(({ ctx, input }) => ctx.services.places.search(input)),
});
