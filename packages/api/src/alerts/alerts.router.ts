import { z } from 'zod';

import {
  Alert,
  AlertIdInput,
  AlertInput,
  AlertListInput,
  AlertPage,
  AlertPreview,
  AlertPreviewInput,
  AlertUpdate,
} from '@access/contracts/alerts';

import { jobSeekerProcedure, router } from '../init/index.ts';

const tags = ['Saved searches'];
const access = 'job_seeker';
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const filter = { q: 'staff nurse', location: 'Leeds', radiusKm: 30, jobType: ['full_time'] };

export const alertsRouter = router({
  list: jobSeekerProcedure
    .meta({
      openapi: { method: 'GET', path: '/alerts', tags, summary: 'List my saved searches' },
      access,
    })
    .input(AlertListInput)
    .output(AlertPage)
    .query(({ ctx, input }) => ctx.services.alerts.list(ctx.actor, input)),

  get: jobSeekerProcedure
    .meta({
      openapi: { method: 'GET', path: '/alerts/{id}', tags, summary: 'One of my saved searches' },
      access,
    })
    .input(AlertIdInput)
    .output(Alert)
    .query(({ ctx, input }) => ctx.services.alerts.get(ctx.actor, input.id)),

  create: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/alerts',
        tags,
        summary: 'Save a search',
        description:
          'The filter is that of GET /jobs/search. A name of mine that is taken is a conflict, and so is the fifty-first search.',
        successStatus: 201,
        example: { request: { name: 'Nursing around Leeds', filter, frequency: 'daily' } },
      },
      access,
    })
    .input(AlertInput)
    .output(Alert)
    .mutation(({ ctx, input }) => ctx.services.alerts.create(ctx.actor, input)),

  update: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/alerts/{id}',
        tags,
        summary: 'Change a saved search',
        description: 'Fields left out stay as they are; a filter is replaced whole.',
        example: { request: { id, frequency: 'weekly' } },
      },
      access,
    })
    .input(AlertUpdate)
    .output(Alert)
    .mutation(({ ctx, input }) => ctx.services.alerts.update(ctx.actor, input)),

  remove: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/alerts/{id}',
        tags,
        summary: 'Delete a saved search',
        successStatus: 204,
      },
      access,
    })
    .input(AlertIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.alerts.remove(ctx.actor, input.id)),

  preview: jobSeekerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/alerts/preview',
        tags,
        summary: 'See what a saved search would find today',
        description: 'Newest first, by the search itself.',
        example: { request: { filter, limit: 10 } },
      },
      access,
    })
    .input(AlertPreviewInput)
    .output(AlertPreview)
    .query(({ ctx, input }) => ctx.services.alerts.preview(input)),
});
