export { createSearchService, type SearchService } from './search.service.ts';
export { resolveFilter, type FilterContext, type ResolvedFilter } from './resolve-filter.ts';
export { countWordsJob } from './search.jobs.ts';
export { countSearchWords } from './search-words.ts';
export { matches } from './conditions.repository.ts';
