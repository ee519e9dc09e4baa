import { z } from 'zod';

import {
  ApiKeyIdInput,
  ApiKeyInput,
  ApiKeyListInput,
  ApiKeyPage,
  NewApiKey,
} from '@access/contracts/api-keys';

import { clientOf, router, signedInProcedure } from '../init/index.ts';

const tags = ['API keys'];
const access = 'signed_in';

export const apiKeysRouter = router({
  list: signedInProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/api-keys',
        tags,
        summary: 'List my API keys',
        description:
          'Newest first, revoked ones too, never with the key itself. Admins see besides every key that partners post with.',
      },
      access,
    })
    .input(ApiKeyListInput)
    .output(ApiKeyPage)
    .query(({ ctx, input }) => ctx.services.apiKeys.list(ctx.actor, input)),

  create: signedInProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/api-keys',
        tags,
        summary: 'Make an API key',
        description:
          'The answer is the only one that ever holds `key`: send it as `X-API-Key`. A key never does more than its owner; `jobs:write` is granted ' +
          'by admins, for named companies.',
        successStatus: 201,
        example: { request: { name: 'Nightly export', scopes: ['recommendations:read'], rateLimit: 60 } },
      },
      access,
    })
    .input(ApiKeyInput)
    .output(NewApiKey)
    .mutation(({ ctx, input }) => ctx.services.apiKeys.create(ctx.actor, input, clientOf(ctx))),

  rotate: signedInProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/api-keys/{id}/rotate',
        tags,
        summary: 'Give an API key another secret',
        description:
          'The old one is dead within two seconds. The key keeps its id, its scopes and the jobs it posted.',
        successStatus: 201,
      },
      access,
    })
    .input(ApiKeyIdInput)
    .output(NewApiKey)
    .mutation(({ ctx, input }) => ctx.services.apiKeys.rotate(ctx.actor, input.id, clientOf(ctx))),

  revoke: signedInProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/api-keys/{id}',
        tags,
        summary: 'Revoke an API key',
        description: 'It is dead within two seconds and stays in the list.',
        successStatus: 204,
      },
      access,
    })
    .input(ApiKeyIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.apiKeys.revoke(ctx.actor, input.id, clientOf(ctx))),
});
