import { z } from 'zod';

import { pageOf } from '@access/contracts/pages';
import { Education, EducationInput, EducationUpdate, RecordRef } from '@access/contracts/profile';

import { jobSeekerProcedure, router } from '../init/index.ts';

export const educationRouter = router({
  list: jobSeekerProcedure
    .meta({
      openapi: { method: 'GET', path: '/auth/education', tags: ['Profile'], summary: 'List my education' },
      access: 'job_seeker',
      scope: 'profile:read',
    })
    .output(pageOf(Education))
    .query(({ ctx }) => ctx.services.records.education.list(ctx.actor)),

  add: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/education',
        tags: ['Profile'],
        summary: 'Add an education entry',
        successStatus: 201,
        example: {
          request: {
            institution: 'University of Leeds',
            degree: 'BSc',
            fieldOfStudy: 'Nursing',
            startDate: '2014-09-01',
          },
        },
      },
      access: 'job_seeker',
    })
    .input(EducationInput)
    .output(Education)
    .mutation(({ ctx, input }) => ctx.services.records.education.add(ctx.actor, input)),

  update: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/auth/education/{id}',
        tags: ['Profile'],
        summary: 'Change an education entry',
        example: {
          request: {
            id: '01890a5d-ac96-774b-bcce-b302099a8057',
            institution: 'University of Leeds',
            degree: 'BSc',
          },
        },
      },
      access: 'job_seeker',
    })
    .input(EducationUpdate)
    .output(Education)
    .mutation(({ ctx, input }) => ctx.services.records.education.update(ctx.actor, input)),

  remove: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/auth/education/{id}',
        tags: ['Profile'],
        summary: 'Remove an education entry',
        successStatus: 204,
      },
      access: 'job_seeker',
    })
    .input(RecordRef)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.records.education.remove(ctx.actor, input.id)),
});
