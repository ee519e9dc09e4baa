import { sql } from 'kysely';

import type { Db } from '@access/db';

import type { QueryLeaf } from './parse-query.ts';
import type { KnownWord } from './spelling.ts';
import type { ReadLeaf } from './text-query.ts';

/** How jobs are read into words; what is typed must go the same way. */
const CONFIG = sql.lit('public.job_english');

/**
 * Each leaf as a tsquery in PostgreSQL's notation with the stems in it, and the number of jobs that have its commonest word in title, skills, employer or
 * place (null: none has). Plan: `search_words_stem` for each stem.
 */
export async function readLeaves(
  db: Db,
  leaves: readonly QueryLeaf[],
): Promise<Array<ReadLeaf & { jobs: number | null }>> {
  const { rows } = await sql<ReadLeaf & { jobs: number | null }>`
    select r.query::text as query, r.lexemes, (select max(w.jobs) from search_words w where w.stem = any(r.lexemes)) as jobs
    from unnest(${leaves.map((leaf) => leaf.kind === 'phrase')}::boolean[], ${leaves.map((leaf) => leaf.text)}::text[])
      with ordinality as leaf(is_phrase, typed, position)
    cross join lateral (select search_text(regexp_replace(leaf.typed, '\\mit\\M', 'IT', 'gi')) as text) t
    cross join lateral (
      select case when leaf.is_phrase then phraseto_tsquery(${CONFIG}, t.text) else plainto_tsquery(${CONFIG}, t.text) end as query,
        tsvector_to_array(to_tsvector(${CONFIG}, t.text)) as lexemes
    ) r order by leaf.position`.execute(db);
  return rows;
}

/** What the skills that go by one of these names or aliases are called. Plan: `skills_folded`, `skill_aliases_folded`. */
export async function skillNamesOf(
  db: Db,
  phrases: readonly string[],
): Promise<Array<{ phrase: string; name: string }>> {
  const { rows } = await sql<{ phrase: string; name: string }>`
    select asked.phrase, s.name from unnest(${[...phrases]}::text[]) as asked(phrase)
    join skill_aliases a on fold(a.alias) = fold(asked.phrase) join skills s on s.id = a.skill_id
    where fold(s.name) <> fold(asked.phrase) order by asked.phrase, s.name`.execute(db);
  return rows;
}

/** Known words among `spellings`, and those of which most trigrams are in `word`. Plan: primary key; trigram index, its best 20. */
export async function wordsLike(
  db: Db,
  { word, spellings }: { word: string; spellings: readonly string[] },
): Promise<KnownWord[]> {
  const { rows } = await sql<KnownWord>`
    select word, jobs from search_words where word = any(${[...spellings]}::text[])
    union
    (select word, jobs from search_words where word % ${word} order by similarity(word, ${word}) desc, word limit 20)`.execute(
    db,
  );
  return rows;
}

/** How many open jobs have these words anywhere, up to 20: a word of the texts need not stand in titles. Plan: `job_search_terms`. */
export async function countInTexts(db: Db, query: string): Promise<number> {
  const { rows } = await sql<{ jobs: number }>`
    select count(*)::integer as jobs from (select 1 from job_search where body @@ ${query}::tsquery limit 20) found`.execute(
    db,
  );
  return rows[0]?.jobs ?? 0;
}
