export type { Access, ApiMeta, RestMeta } from './meta.ts';
