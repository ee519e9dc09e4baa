import type {
  JobListInput,
  JobPage,
  JobSearchInput,
  JobSearchPage,
  SearchFilter,
} from '@access/contracts/jobs';

import { readShownJobs } from './job-page.repository.ts';
import { createSearchContext, type SearchDeps } from './search-context.ts';
import { facetsOf, findPage } from './search-page.ts';
import { createHighlighter } from './show-highlights.ts';
import { widenedBy } from './widen-search.ts';

export type SearchService = ReturnType<typeof createSearchService>;

export function createSearchService(deps: SearchDeps) {
  const context = createSearchContext(deps);
  const { db } = deps;
  const highlighter = createHighlighter(db);
  return {
    /**
     * Open jobs that pass the filter, nothing corrected or widened. By date and salary every match is reached, by relevance the 10,000 of the best
     * and newest. Without words relevance means date. Pages neither skip nor repeat while jobs come in. The total may be five seconds old.
     */
    async jobs({ limit, cursor, sort, ...input }: JobListInput): Promise<JobPage> {
      const asked = { filter: filterOf(input), sort, limit, facets: false, isExact: true };
      const { ids, nextCursor, total } = await findPage(context, asked, cursor);
      const shown = await readShownJobs(db, ids, false);
      return { items: shown.map(({ job }) => job), nextCursor, total };
    },

    /**
     * The same search as people want it: a misspelled word corrected and few matches widened, both told; the words that
     * matched; and, on the first page, counts by value.
     */
    async search({
      limit,
      cursor,
      sort,
      exact,
      facets: isAsked,
      ...input
    }: JobSearchInput): Promise<JobSearchPage> {
      const filter = filterOf(input);
      const facets = isAsked && cursor === undefined;
      const found = await findPage(context, { filter, sort, limit, facets, isExact: exact }, cursor);
      const lexemes = found.finding.filter.text?.lexemes ?? [];
      const [shown, counts] = await Promise.all([
        readShownJobs(db, found.ids, lexemes.length > 0),
        facets ? facetsOf(context, found, filter) : null,
      ]);
      return {
        items: await highlighter.mark(shown, lexemes),
        nextCursor: found.nextCursor,
        total: found.total,
        facets: counts,
        correctedQuery: found.departure.correctedQuery ?? null,
        widened: widenedBy(filter, found.departure),
      };
    },
  };
}

/** The filter alone, whatever else the input carries. */
function filterOf({
  q,
  location,
  placeId,
  radiusKm,
  salaryMin,
  salaryMax,
  currency,
  jobType,
  experienceLevel,
  remoteOption,
  skills,
  companyId,
  postedWithinDays,
}: SearchFilter): SearchFilter {
  return {
    q,
    location,
    placeId,
    radiusKm,
    salaryMin,
    salaryMax,
    currency,
    jobType,
    experienceLevel,
    remoteOption,
    skills,
    companyId,
    postedWithinDays,
  };
}
