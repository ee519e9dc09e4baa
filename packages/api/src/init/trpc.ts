import { initTRPC, TRPCError } from '@trpc/server';

import { AppError, errorTable, type Problem } from '@access/contracts/errors';

import type { ApiMeta } from '../meta/index.ts';
import { toAppError, toProblem } from '../problem/index.ts';
import type { ApiContext } from './context.ts';

const t = initTRPC
  .context<ApiContext>()
  .meta<ApiMeta>()
  .create({
    // Stack traces and causes stay in the log, whatever NODE_ENV says.
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const problem: Problem = toProblem(toAppError(error), ctx?.requestId ?? '');
      return {
        ...shape,
        message: problem.detail ?? problem.title,
        data: { ...shape.data, httpStatus: problem.status, problem },
      };
    },
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  });

export const router = t.router;

const withAppErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok || !(result.error.cause instanceof AppError)) return result;
  // tRPC wraps what a procedure throws as INTERNAL_SERVER_ERROR: give it the status of its own code.
  const { cause } = result.error;
  throw new TRPCError({ code: errorTable[cause.code].trpc, message: cause.message, cause });
});

const baseProcedure = t.procedure.use(withAppErrors);

/** Anyone, signed in or not; `ctx.actor` may be null. */
export const publicProcedure = baseProcedure.meta({ access: 'anyone' });

/** Any signed-in person. */
export const signedInProcedure = baseProcedure
  .meta({ access: 'signed_in' })
  .use(({ ctx, next }) => next({ ctx: { actor: requireActor(ctx) } }));

/** A job seeker; an admin gets `forbidden`: admins have no list, résumé or profile of their own. */
export const jobSeekerProcedure = baseProcedure.meta({ access: 'job_seeker' }).use(({ ctx, next }) => {
  const actor = requireActor(ctx);
  if (actor.userType !== 'job_seeker') throw new AppError('forbidden', 'Only job seekers can do this');
  return next({ ctx: { actor } });
});

/** The operator's staff. */
export const adminProcedure = baseProcedure.meta({ access: 'admin' }).use(({ ctx, next }) => {
  const actor = requireActor(ctx);
  if (actor.userType !== 'admin') throw new AppError('forbidden', 'Only admins can do this');
  return next({ ctx: { actor } });
});

function requireActor(ctx: ApiContext): NonNullable<ApiContext['actor']> {
  if (ctx.actor === null) throw new AppError('unauthenticated', 'Sign in first');
  return ctx.actor;
}
