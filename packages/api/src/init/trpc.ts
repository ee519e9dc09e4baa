import { initTRPC, TRPCError } from '@trpc/server';

import type { Actor } from '@access/contracts/actor';
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

/** Anyone, signed in or not; `ctx.actor` may be null. An API key is nobody here, unless the procedure names a scope that it holds. */
export const publicProcedure = baseProcedure.meta({ access: 'anyone' }).use(({ ctx, meta, next }) => {
  const { actor } = ctx;
  const isNobody = actor?.via === 'key' && (meta?.scope === undefined || !actor.scopes.includes(meta.scope));
  return next({ ctx: { actor: isNobody ? null : actor } });
});

/** Any signed-in person. */
export const signedInProcedure = baseProcedure
  .meta({ access: 'signed_in' })
  .use(({ ctx, meta, next }) => next({ ctx: { actor: requireActor(ctx, meta) } }));

/** A job seeker; an admin gets `forbidden`: admins have no list, résumé or profile of their own. */
export const jobSeekerProcedure = baseProcedure.meta({ access: 'job_seeker' }).use(({ ctx, meta, next }) => {
  const actor = requireActor(ctx, meta);
  if (actor.userType !== 'job_seeker') throw new AppError('forbidden', 'Only job seekers can do this');
  return next({ ctx: { actor } });
});

/** The operator's staff. */
export const adminProcedure = baseProcedure.meta({ access: 'admin' }).use(({ ctx, meta, next }) => {
  const actor = requireActor(ctx, meta);
  if (actor.userType !== 'admin') throw new AppError('forbidden', 'Only admins can do this');
  return next({ ctx: { actor } });
});

/** Who calls. An API key passes only where the procedure names a scope that it holds. */
function requireActor(ctx: ApiContext, meta: ApiMeta | undefined): Actor {
  const { actor } = ctx;
  if (actor === null) throw new AppError('unauthenticated', 'Sign in first');
  if (actor.via !== 'key') return actor;
  const scope = meta?.scope;
  if (scope === undefined) throw new AppError('forbidden', 'An API key cannot do this; sign in');
  if (!actor.scopes.includes(scope))
    throw new AppError('forbidden', `This needs a key with the scope ${scope}`);
  return actor;
}
