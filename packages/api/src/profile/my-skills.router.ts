import { z } from 'zod';

import { SkillId } from '@access/contracts/ids';
import { pageOf } from '@access/contracts/pages';
import { UserSkill, UserSkillInput, UserSkillUpdate } from '@access/contracts/skills';

import { jobSeekerProcedure, router } from '../init/index.ts';

export const mySkillsRouter = router({
  list: jobSeekerProcedure
    .meta({
      openapi: { method: 'GET', path: '/auth/skills', tags: ['Profile'], summary: 'List my skills' },
      access: 'job_seeker',
      scope: 'profile:read',
    })
    .output(pageOf(UserSkill))
    .query(({ ctx }) => ctx.services.records.skills.list(ctx.actor)),

  add: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/skills',
        tags: ['Profile'],
        summary: 'Add a skill of mine',
        successStatus: 201,
        example: { request: { name: 'Python', proficiencyLevel: 3 } },
      },
      access: 'job_seeker',
    })
    .input(UserSkillInput)
    .output(UserSkill)
    .mutation(({ ctx, input }) => ctx.services.records.skills.add(ctx.actor, input)),

  update: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/auth/skills/{id}',
        tags: ['Profile'],
        summary: 'Change a skill of mine',
        example: { request: { id: '01890a5d-ac96-774b-bcce-b302099a8057', proficiencyLevel: 4 } },
      },
      access: 'job_seeker',
    })
    .input(UserSkillUpdate)
    .output(UserSkill)
    .mutation(({ ctx, input }) => ctx.services.records.skills.update(ctx.actor, input)),

  remove: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/auth/skills/{id}',
        tags: ['Profile'],
        summary: 'Remove a skill of mine',
        successStatus: 204,
      },
      access: 'job_seeker',
    })
    .input(z.object({ id: SkillId }))
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.records.skills.remove(ctx.actor, input.id)),
});
