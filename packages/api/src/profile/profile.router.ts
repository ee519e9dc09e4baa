import { ProfileAnswer, ProfileUpdate } from '@access/contracts/profile';

import { router, signedInProcedure } from '../init/index.ts';

export const profileRouter = router({
  get: signedInProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/auth/profile',
        tags: ['Profile'],
        summary: 'My account, profile and preferences',
      },
      access: 'signed_in',
      scope: 'profile:read',
    })
    .output(ProfileAnswer)
    .query(({ ctx }) => ctx.services.profile.get(ctx.actor)),

  update: signedInProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/auth/profile',
        tags: ['Profile'],
        summary: 'Change my profile and preferences',
        description: 'Fields left out stay as they are; null empties one.',
        example: {
          request: {
            headline: 'Staff nurse',
            location: 'Leeds, GB',
            preferences: { desiredTitles: ['Staff nurse'] },
          },
        },
      },
      access: 'signed_in',
    })
    .input(ProfileUpdate)
    .output(ProfileAnswer)
    .mutation(({ ctx, input }) => ctx.services.profile.update(ctx.actor, input)),
});
