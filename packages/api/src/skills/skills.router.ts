import { pageOf } from '@access/contracts/pages';
import { Skill, TypeaheadInput } from '@access/contracts/skills';

import { publicProcedure, router } from '../init/index.ts';

export const skillsRouter = router({
  search: publicProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/skills',
        tags: ['Skills and places'],
        summary: 'Find skills by name or alias',
        description: 'Best matches for what was typed so far; tolerant of typing errors.',
        example: { request: { q: 'kube' } },
      },
      access: 'anyone',
    })
    .input(TypeaheadInput)
    .output(pageOf(Skill))
    .query(({ ctx, input }) => ctx.services.skills.search(input)),
});
