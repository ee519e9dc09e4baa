import { Job, JobInput } from '@access/contracts/jobs';
import {
  AdminJobListInput,
  AdminJobPage,
  ApproveJobInput,
  JobHistoryInput,
  JobHistoryPage,
  PendingJobPage,
  RejectJobInput,
} from '@access/contracts/moderation';
import { PageInput } from '@access/contracts/pages';

import { adminProcedure, clientOf, router } from '../init/index.ts';

const tags = ['Moderation'];
const access = 'admin';
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const updatedAt = '2026-11-20T09:30:00.000Z';

export const moderationRouter = router({
  list: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/admin/jobs',
        tags,
        summary: 'List jobs of every state',
        description: 'Newest first. `q` is a part of the title or the company’s name, or a job’s id.',
        example: { request: { status: 'rejected' } },
      },
      access,
    })
    .input(AdminJobListInput)
    .output(AdminJobPage)
    .query(({ ctx, input }) => ctx.services.moderation.list(input)),

  pending: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/admin/jobs/pending',
        tags,
        summary: 'List jobs that wait for a decision',
        description: 'Oldest first, whole, each with the open jobs that look like it.',
      },
      access,
    })
    .input(PageInput)
    .output(PendingJobPage)
    .query(({ ctx, input }) => ctx.services.moderation.pending(input)),

  history: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/admin/jobs/{id}/history',
        tags,
        summary: 'Who did what to a job',
        description:
          'Newest first, from the audit log. Imports and expiry by the clock are told by the job’s sources and state.',
        example: { request: { id } },
      },
      access,
    })
    .input(JobHistoryInput)
    .output(JobHistoryPage)
    .query(({ ctx, input }) => ctx.services.moderation.history(input)),

  preview: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/admin/jobs/preview',
        tags,
        summary: 'See a job as it would be shown',
        description:
          'The HTML cleaned, skills and place read from the text where they are left out; nothing is kept.',
        example: {
          request: {
            title: 'Data engineer',
            companyId: id,
            description: '<p>You build our pipelines in SQL.</p>',
          },
        },
      },
      access,
    })
    .input(JobInput)
    .output(Job)
    .mutation(({ ctx, input }) => ctx.services.jobs.preview(ctx.actor, input)),

  approve: adminProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/admin/jobs/{id}/approve',
        tags,
        summary: 'Show a job that waits',
        description:
          'Decided once: 409 when somebody decided before, and when the job has changed since `updatedAt`. With `updatedAt` a refusal can be taken back.',
        example: { request: { id, updatedAt } },
      },
      access,
    })
    .input(ApproveJobInput)
    .output(Job)
    .mutation(({ ctx, input }) => ctx.services.jobs.approve(ctx.actor, input, clientOf(ctx))),

  reject: adminProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/admin/jobs/{id}/reject',
        tags,
        summary: 'Refuse a job that waits',
        description:
          'The reason is for whoever posted it. With `updatedAt`, as it was seen, a job that is shown is taken down.',
        example: { request: { id, reason: 'No pay is stated', updatedAt } },
      },
      access,
    })
    .input(RejectJobInput)
    .output(Job)
    .mutation(({ ctx, input }) => ctx.services.jobs.reject(ctx.actor, input, clientOf(ctx))),
});
