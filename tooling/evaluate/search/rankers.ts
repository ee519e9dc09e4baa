import { sql } from 'kysely';

import { JobSearchInput } from '@access/contracts/jobs';
import { createSearchService } from '@access/core/search';
import type { Db } from '@access/db';
import { TITLE_ABBREVIATIONS } from '@access/ml/text';

/** The first ten for a query, as job ids. */
export type Ranker = (q: string) => Promise<readonly string[]>;

export const rankerNames = ['ours', 'ts_rank', 'title'] as const;
export type RankerName = (typeof rankerNames)[number];

/**
 * Our search as the page calls it; ts_rank over all that has every word in title, skills, employer and place, or text, weighted A to D with
 * PostgreSQL's own weights; and ts_rank of titles that have any of the words, which is there to find what both others miss.
 */
export async function rankersOn(db: Db): Promise<Readonly<Record<RankerName, Ranker>>> {
  const service = createSearchService({
    db,
    places: { resolve: () => null },
    shortForms: TITLE_ABBREVIATIONS,
  });
  await sql`
    create table plain_search as
    select j.id, to_tsvector('english', j.title) as title,
      setweight(to_tsvector('english', j.title), 'A') || setweight(to_tsvector('english', j.skill_names), 'B')
        || setweight(to_tsvector('english', c.name || ' ' || coalesce(j.location, '')), 'C')
        || setweight(to_tsvector('english', regexp_replace(concat_ws(' ', j.description, j.requirements, j.benefits), '<[^>]*>', ' ', 'g')), 'D') as search
    from jobs j join companies c on c.id = j.company_id where j.status = 'active'`.execute(db);
  return {
    async ours(q) {
      const page = await service.search(JobSearchInput.parse({ q, limit: 10, facets: false }));
      return page.items.map((item) => item.id);
    },
    ts_rank: async (q) => {
      const { rows } = await sql<{ id: string }>`
        select id from plain_search, websearch_to_tsquery('english', ${q}) query where search @@ query
        order by ts_rank(search, query) desc, id limit 10`.execute(db);
      return rows.map((row) => row.id);
    },
    title: async (q) => {
      const { rows } = await sql<{ id: string }>`
        select id from plain_search cross join (
          select replace(plainto_tsquery('english', ${q})::text, '&', '|')::tsquery as query) asked where title @@ query
        order by ts_rank(title, query, 1) desc, id limit 10`.execute(db);
      return rows.map((row) => row.id);
    },
  };
}

/** A judged posting as a judge reads it; the key is what judgements name it by. */
export interface Shown {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly company: string;
  readonly location: string | null;
  readonly skills: string;
}

export async function describeJobs(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Shown>> {
  const { rows } = await sql<Shown>`
    select j.id, min(s.source || ':' || s.source_id) as key, j.title, c.name as company, j.location, j.skill_names as skills
    from jobs j join companies c on c.id = j.company_id join job_sources s on s.job_id = j.id
    where j.id = any(${[...ids]}::uuid[]) group by j.id, c.name`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
