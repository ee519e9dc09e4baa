export { parseQuery, requireStorableJson } from './parse-query.ts';
export { compileRestRoutes, type RestAnswer, type RestCall, type RestRoute } from './routes.ts';
export { compileQuery } from './read-query.ts';
