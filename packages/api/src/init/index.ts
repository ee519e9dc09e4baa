export { clientOf } from './context.ts';
export type { ApiContext, BrowserCookies } from './context.ts';
export type { Access, ApiMeta, RestMeta } from './meta.ts';
export { fieldProblems, toAppError, toProblem, validationError } from './problem.ts';
export type { ListUpdates, Services } from './services.ts';
export { adminProcedure, jobSeekerProcedure, publicProcedure, router, signedInProcedure } from './trpc.ts';
