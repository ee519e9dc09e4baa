export { clientOf, type ApiContext, type BrowserCookies } from './context.ts';
export type { ListUpdates, Services } from './services.ts';
export { adminProcedure, jobSeekerProcedure, publicProcedure, router, signedInProcedure } from './trpc.ts';
