import { z } from 'zod';

import { pageOf } from '@access/contracts/pages';
import { Experience, ExperienceInput, ExperienceUpdate, RecordRef } from '@access/contracts/profile';

import { jobSeekerProcedure, router } from '../init/index.ts';

export const experienceRouter = router({
  list: jobSeekerProcedure
    .meta({
      openapi: { method: 'GET', path: '/auth/experience', tags: ['Profile'], summary: 'List my positions' },
      access: 'job_seeker',
      scope: 'profile:read',
    })
    .output(pageOf(Experience))
    .query(({ ctx }) => ctx.services.records.experience.list(ctx.actor)),

  add: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/experience',
        tags: ['Profile'],
        summary: 'Add a position I held',
        successStatus: 201,
        example: {
          request: {
            company: 'Leeds General Infirmary',
            position: 'Staff nurse',
            startDate: '2018-03-01',
            isCurrent: true,
          },
        },
      },
      access: 'job_seeker',
    })
    .input(ExperienceInput)
    .output(Experience)
    .mutation(({ ctx, input }) => ctx.services.records.experience.add(ctx.actor, input)),

  update: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/auth/experience/{id}',
        tags: ['Profile'],
        summary: 'Change a position I held',
        example: {
          request: {
            id: '01890a5d-ac96-774b-bcce-b302099a8057',
            company: 'Leeds General Infirmary',
            position: 'Ward sister',
            startDate: '2018-03-01',
          },
        },
      },
      access: 'job_seeker',
    })
    .input(ExperienceUpdate)
    .output(Experience)
    .mutation(({ ctx, input }) => ctx.services.records.experience.update(ctx.actor, input)),

  remove: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/auth/experience/{id}',
        tags: ['Profile'],
        summary: 'Remove a position I held',
        successStatus: 204,
      },
      access: 'job_seeker',
    })
    .input(RecordRef)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.records.experience.remove(ctx.actor, input.id)),
});
