import { z } from 'zod';

import {
  AuthResult,
  LoginInput,
  LogoutInput,
  RefreshInput,
  RegisterInput,
  SignIn,
  TokenPair,
} from '@access/contracts/auth';
import { SessionId } from '@access/contracts/ids';
import { pageOf } from '@access/contracts/pages';

import { clientOf, publicProcedure, router, signedInProcedure } from '../init/index.ts';

const tags = ['Accounts'];

export const authRouter = router({
  register: publicProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/register',
        tags,
        summary: 'Make an account',
        description: 'For programs: answers with tokens. A taken address is `email_taken` (409).',
        successStatus: 201,
        protect: false,
        example: {
          request: { email: 'ada@example.org', password: 'four words are enough', displayName: 'Ada' },
        },
      },
      access: 'anyone',
    })
    .input(RegisterInput)
    .output(AuthResult)
    .mutation(({ ctx, input }) => ctx.services.auth.register(input, clientOf(ctx))),

  login: publicProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/login',
        tags,
        summary: 'Sign in',
        description: 'Answers alike for a wrong password and an unknown address.',
        protect: false,
        example: { request: { email: 'ada@example.org', password: 'four words are enough' } },
      },
      access: 'anyone',
    })
    .input(LoginInput)
    .output(AuthResult)
    .mutation(({ ctx, input }) => ctx.services.auth.login(input, clientOf(ctx))),

  refresh: publicProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/refresh',
        tags,
        summary: 'Exchange a refresh token for new tokens',
        description:
          'The token just exchanged gets the same successor for 10 seconds; used any later, it signs the whole family out.',
        protect: false,
        example: { request: { refreshToken: 'qx3v5yzk7m2d4t6w8a9bcfghjnprsu3v5x7z2k4m' } },
      },
      access: 'anyone',
    })
    .input(RefreshInput)
    .output(TokenPair)
    .mutation(({ ctx, input }) => ctx.services.auth.refresh(input.refreshToken, clientOf(ctx))),

  logout: signedInProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/logout',
        tags,
        summary: 'End this sign-in, or all of mine',
        successStatus: 204,
        query: ['all'],
        example: { request: { all: true } },
      },
      access: 'signed_in',
    })
    .input(LogoutInput)
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      await ctx.services.auth.logout(ctx.actor, input, clientOf(ctx));
      ctx.browser?.clearSessionCookie();
    }),

  listSessions: signedInProcedure
    .meta({
      openapi: { method: 'GET', path: '/auth/sessions', tags, summary: 'Devices where I am signed in' },
      access: 'signed_in',
    })
    .output(pageOf(SignIn))
    .query(({ ctx }) => ctx.services.auth.listSessions(ctx.actor)),

  endSession: signedInProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/auth/sessions/{id}',
        tags,
        summary: 'Sign one device out',
        successStatus: 204,
      },
      access: 'signed_in',
    })
    .input(z.object({ id: SessionId }))
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.auth.endSession(ctx.actor, input.id, clientOf(ctx))),
});
