export { createSearchService, type SearchService } from './search.service.ts';
export { resolveFilter, type ResolvedFilter } from './resolve-filter.ts';
export { matches } from './job-search.repository.ts';
