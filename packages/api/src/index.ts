import { router } from './init/index.ts';

/** Every procedure; web, REST and the OpenAPI document are made from it. */
export const appRouter = router({});
export type AppRouter = typeof appRouter;
