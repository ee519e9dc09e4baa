import { z } from 'zod';

import { pageOf } from '@access/contracts/pages';
import {
  ApplyResumeAnswer,
  ApplyResumeInput,
  Resume,
  ResumeDetail,
  ResumeIdInput,
  UploadResumeAnswer,
  UploadResumeInput,
} from '@access/contracts/resumes';

import { jobSeekerProcedure, router } from '../init/index.ts';

const tags = ['Résumés'];
const access = 'job_seeker';

export const resumesRouter = router({
  upload: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/upload-resume',
        tags,
        summary: 'Upload a résumé',
        description:
          'PDF, DOCX, plain text or JSON Resume up to 10 MB, as multipart field `file`. It is read in the background; ask for its parseStatus. `apply=true` fills the empty parts of the profile without asking.',
        successStatus: 202,
        contentTypes: ['multipart/form-data'],
      },
      access,
    })
    .input(UploadResumeInput)
    .output(UploadResumeAnswer)
    .mutation(({ ctx, input }) => ctx.services.resumes.upload(ctx.actor, input)),

  list: jobSeekerProcedure
    .meta({ openapi: { method: 'GET', path: '/auth/resumes', tags, summary: 'List my résumés' }, access })
    .output(pageOf(Resume))
    .query(({ ctx }) => ctx.services.resumes.list(ctx.actor)),

  get: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/auth/resumes/{id}',
        tags,
        summary: 'One résumé and what was read from it',
      },
      access,
    })
    .input(ResumeIdInput)
    .output(ResumeDetail)
    .query(({ ctx, input }) => ctx.services.resumes.get(ctx.actor, input.id)),

  setPrimary: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/auth/resumes/{id}',
        tags,
        summary: 'Make this résumé the primary one',
      },
      access,
    })
    .input(ResumeIdInput)
    .output(Resume)
    .mutation(({ ctx, input }) => ctx.services.resumes.setPrimary(ctx.actor, input.id)),

  remove: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/auth/resumes/{id}',
        tags,
        summary: 'Delete a résumé',
        successStatus: 204,
      },
      access,
    })
    .input(ResumeIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.resumes.remove(ctx.actor, input.id)),

  // Not `apply`: tRPC reserves the name.
  takeOver: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/resumes/{id}/apply',
        tags,
        summary: 'Take over chosen items into the profile',
        description:
          'Items as accepted (and edited) by the person; anything not named is skipped. All or none.',
        example: {
          request: {
            id: '01890a5d-ac96-774b-bcce-b302099a8057',
            contact: { headline: 'Staff nurse' },
            skills: [{ skillId: '01890a5d-ac96-774b-bcce-b302099a8058', proficiencyLevel: 3 }],
          },
        },
      },
      access,
    })
    .input(ApplyResumeInput)
    .output(ApplyResumeAnswer)
    .mutation(({ ctx, input }) => ctx.services.resumes.apply(ctx.actor, input)),
});
