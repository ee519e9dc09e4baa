export { createSearchService, type SearchService } from './search.service.ts';
export { resolveFilter, type FilterContext, type ResolvedFilter } from './resolve-filter.ts';
export { matches } from './conditions.repository.ts';
