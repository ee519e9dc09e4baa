import { z } from 'zod';

import {
  ModelVersionInput,
  RankerModelDetail,
  RankerModels,
  TrainingRun,
  TrainingRunIdInput,
} from '@access/contracts/models';

import { adminProcedure, clientOf, router } from '../init/index.ts';

const tags = ['Models'];
const access = 'admin';
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const version = 'linear-1';

export const modelsRouter = router({
  retrain: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/recommendations/retrain',
        tags,
        summary: 'Train a ranker on what people did',
        description:
          'In the background, one at a time; ask for the run. It serves once every gate is passed: then without a restart, else the model in use stays and the run says why.',
        successStatus: 202,
      },
      access,
    })
    .output(TrainingRun)
    .mutation(({ ctx }) => ctx.services.training.start(ctx.actor, clientOf(ctx))),

  run: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/recommendations/runs/{id}',
        tags,
        summary: 'One training with its stage and percentage',
        example: { request: { id } },
      },
      access,
    })
    .input(TrainingRunIdInput)
    .output(TrainingRun)
    .query(({ ctx, input }) => ctx.services.training.get(input.id)),

  cancel: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/recommendations/runs/{id}',
        tags,
        summary: 'Cancel a training',
        successStatus: 204,
        example: { request: { id } },
      },
      access,
    })
    .input(TrainingRunIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.training.cancel(ctx.actor, clientOf(ctx), input.id)),

  list: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/recommendations/models',
        tags,
        summary: 'Rankers and the last trainings',
        description: 'The ranker in use first. A few are kept, so there is one page.',
      },
      access,
    })
    .output(RankerModels)
    .query(async ({ ctx }) => {
      const [items, runs] = await Promise.all([ctx.services.rankers.list(), ctx.services.training.latest()]);
      return { items, runs };
    }),

  get: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/recommendations/models/{version}',
        tags,
        summary: 'One ranker with its gates and model card',
        example: { request: { version } },
      },
      access,
    })
    .input(ModelVersionInput)
    .output(RankerModelDetail)
    .query(({ ctx, input }) => ctx.services.rankers.get(input.version)),

  activate: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/recommendations/models/{version}/activate',
        tags,
        summary: 'Have a ranker serve',
        description: 'Servers and workers follow within two seconds. One that a gate held back is refused.',
        example: { request: { version } },
      },
      access,
    })
    .input(ModelVersionInput)
    .output(RankerModelDetail)
    .mutation(({ ctx, input }) => ctx.services.rankers.activate(ctx.actor, clientOf(ctx), input.version)),

  rollback: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/recommendations/models/rollback',
        tags,
        summary: 'Go back to the ranker that served before',
      },
      access,
    })
    .output(RankerModelDetail)
    .mutation(({ ctx }) => ctx.services.rankers.rollback(ctx.actor, clientOf(ctx))),
});
