import { z } from 'zod';

import {
  Job,
  JobIdInput,
  JobInput,
  JobListInput,
  JobPage,
  JobUpdate,
  JobViewInput,
} from '@access/contracts/jobs';

import { adminProcedure, clientOf, publicProcedure, router } from '../init/index.ts';
import { viewerOf } from './viewer.ts';

const tags = ['Jobs'];
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const posting = {
  title: 'Data engineer',
  companyId: id,
  description: '<p>You build our pipelines in Python and SQL.</p>',
  salaryMin: 60_000,
  salaryMax: 75_000,
  currency: 'EUR',
  salaryPeriod: 'year',
  location: 'Berlin',
  jobType: 'full_time',
  applicationDeadline: '2027-01-31',
};

export const jobsRouter = router({
  list: publicProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/jobs',
        tags,
        summary: 'List open jobs',
        description: 'Newest first unless told otherwise. Takes the same filters as the search.',
        example: { request: { jobType: ['full_time'], location: 'Berlin', radiusKm: 50 } },
      },
      access: 'anyone',
    })
    .input(JobListInput)
    .output(JobPage)
    .query(({ ctx, input }) => ctx.services.search.jobs(input)),

  get: publicProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/jobs/{id}',
        tags,
        summary: 'Read a posting',
        description:
          'Closed and expired postings stay readable; `isActive` tells. Drafts, pending and refused ones are for admins and the key that posted them.',
        example: { request: { id } },
      },
      access: 'anyone',
      scope: 'jobs:write',
    })
    .input(JobIdInput)
    .output(Job)
    .query(({ ctx, input }) => ctx.services.jobs.getJob(input.id, ctx.actor)),

  similar: publicProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/jobs/{id}/similar',
        tags,
        summary: 'Open jobs like this one',
        description: 'By the skills they share and the likeness of their titles.',
        example: { request: { id } },
      },
      access: 'anyone',
    })
    .input(JobIdInput)
    .output(JobPage)
    .query(({ ctx, input }) => ctx.services.jobs.similar(input.id, ctx.actor)),

  create: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/jobs',
        tags,
        summary: 'Post a job',
        description:
          'Skills left out are read from the text, the place from the location. HTML is cleaned. A job posted with an API key, for a company ' +
          'that the key was granted, waits for the site’s staff as `pending`.',
        successStatus: 201,
        example: { request: posting },
      },
      access: 'admin',
      scope: 'jobs:write',
    })
    .input(JobInput)
    .output(Job)
    .mutation(({ ctx, input }) => ctx.services.jobs.create(ctx.actor, input, clientOf(ctx))),

  update: adminProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/jobs/{id}',
        tags,
        summary: 'Replace a posting',
        description:
          'Fields left out take their defaults. A pending or refused posting stays so until it is approved. A key changes only what it posted; ' +
          'its change waits as `pending`, unless it changes nothing.',
        example: { request: { id, ...posting } },
      },
      access: 'admin',
      scope: 'jobs:write',
    })
    .input(JobUpdate)
    .output(Job)
    .mutation(({ ctx, input }) => ctx.services.jobs.update(ctx.actor, input, clientOf(ctx))),

  remove: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/jobs/{id}',
        tags,
        summary: 'Close a job',
        description:
          'It leaves every list at once and stays readable for those who saved it. A key closes only what it posted.',
        successStatus: 204,
        example: { request: { id } },
      },
      access: 'admin',
      scope: 'jobs:write',
    })
    .input(JobIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.jobs.remove(ctx.actor, input.id, clientOf(ctx))),

  recordView: publicProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/jobs/{id}/views',
        tags,
        summary: 'Tell that a posting was read',
        description: 'Counts once per person, or anonymous visitor, and day.',
        successStatus: 204,
        example: { request: { id, seconds: 42 } },
      },
      access: 'anyone',
    })
    .input(JobViewInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.jobs.recordView(viewerOf(ctx), input)),
});
