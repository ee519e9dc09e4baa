import { BrowserSession, LoginInput, LogoutInput, RegisterInput } from '@access/contracts/auth';
import { AppError } from '@access/contracts/errors';

import { clientOf, publicProcedure, router, type ApiContext, type BrowserCookies } from '../init/index.ts';

/** The web app's sign-in: the same accounts, the session in an httpOnly cookie that no script can read. */
export const sessionRouter = router({
  /** Who is signed in; null for nobody. */
  current: publicProcedure
    .meta({ access: 'anyone', browserTwinOf: 'GET /auth/profile' })
    .output(BrowserSession)
    .query(async ({ ctx }) => ({
      user: ctx.actor === null ? null : await ctx.services.auth.current(ctx.actor),
    })),

  signIn: publicProcedure
    .meta({ access: 'anyone', browserTwinOf: 'POST /auth/login' })
    .input(LoginInput)
    .output(BrowserSession)
    .mutation(async ({ ctx, input }) => {
      const cookies = requireBrowser(ctx);
      const { user, token, expiresAt } = await ctx.services.auth.signIn(input, clientOf(ctx));
      cookies.setSessionCookie(token, expiresAt);
      return { user };
    }),

  signUp: publicProcedure
    .meta({ access: 'anyone', browserTwinOf: 'POST /auth/register' })
    .input(RegisterInput)
    .output(BrowserSession)
    .mutation(async ({ ctx, input }) => {
      const cookies = requireBrowser(ctx);
      const { user, token, expiresAt } = await ctx.services.auth.signUp(input, clientOf(ctx));
      cookies.setSessionCookie(token, expiresAt);
      return { user };
    }),

  /** Works for whoever is already out, too: the page then simply shows it. */
  signOut: publicProcedure
    .meta({ access: 'anyone', browserTwinOf: 'POST /auth/logout' })
    .input(LogoutInput)
    .output(BrowserSession)
    .mutation(async ({ ctx, input }) => {
      const cookies = requireBrowser(ctx);
      if (ctx.actor !== null) await ctx.services.auth.logout(ctx.actor, input, clientOf(ctx));
      cookies.clearSessionCookie();
      return { user: null };
    }),
});

function requireBrowser(ctx: ApiContext): BrowserCookies {
  if (ctx.browser === null)
    throw new AppError('bad_request', 'For browsers; programs use POST /api/v1/auth/login');
  return ctx.browser;
}
