import { z } from 'zod';

import { Feed, FeedIdInput, FeedInput, FeedPage, FeedUpdate } from '@access/contracts/imports';
import { PageInput } from '@access/contracts/pages';

import { adminProcedure, clientOf, router } from '../init/index.ts';

const tags = ['Imports'];
const access = 'admin';
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const feed = {
  name: 'Example board',
  url: 'https://boards-api.greenhouse.io/v1/boards/example/jobs?content=true',
  format: 'greenhouse',
  isFull: true,
  companyName: 'Example Ltd',
  everyMinutes: 360,
};

export const feedsRouter = router({
  list: adminProcedure
    .meta({ openapi: { method: 'GET', path: '/admin/feeds', tags, summary: 'List feeds by name' }, access })
    .input(PageInput)
    .output(FeedPage)
    .query(({ ctx, input }) => ctx.services.feeds.list(input)),

  get: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/admin/feeds/{id}',
        tags,
        summary: 'Read a feed with its last run',
        example: { request: { id } },
      },
      access,
    })
    .input(FeedIdInput)
    .output(Feed)
    .query(({ ctx, input }) => ctx.services.feeds.get(input.id)),

  create: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/admin/feeds',
        tags,
        summary: 'Add a feed',
        description:
          'Fetched at once and then every `everyMinutes`. Only addresses on the public internet are fetched. With `isFull`, what the feed no longer ' +
          'holds is closed, unless more than a fifth is gone.',
        successStatus: 201,
        example: { request: feed },
      },
      access,
    })
    .input(FeedInput)
    .output(Feed)
    .mutation(({ ctx, input }) => ctx.services.feeds.create(ctx.actor, input, clientOf(ctx))),

  update: adminProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/admin/feeds/{id}',
        tags,
        summary: 'Change a feed',
        description:
          'Fields left out stay as they are. Another address, format or mapping is read anew at once.',
        example: { request: { id, everyMinutes: 60 } },
      },
      access,
    })
    .input(FeedUpdate)
    .output(Feed)
    .mutation(({ ctx, input }) => ctx.services.feeds.update(ctx.actor, input, clientOf(ctx))),

  remove: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/admin/feeds/{id}',
        tags,
        summary: 'Remove a feed',
        description: 'Its jobs stay open until an admin closes them or their deadline passes.',
        successStatus: 204,
        example: { request: { id } },
      },
      access,
    })
    .input(FeedIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.feeds.remove(ctx.actor, input.id, clientOf(ctx))),

  run: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/admin/feeds/{id}/run',
        tags,
        summary: 'Fetch a feed now',
        successStatus: 202,
        example: { request: { id } },
      },
      access,
    })
    .input(FeedIdInput)
    .output(Feed)
    .mutation(({ ctx, input }) => ctx.services.feeds.run(ctx.actor, input.id, clientOf(ctx))),
});
