import type { Db } from '@access/db';

import { parseQuery, type QueryClause, type QueryLeaf } from './parse-query.ts';
import { countInTexts, readLeaves, skillNamesOf, wordsLike } from './query-words.repository.ts';
import { correctWord, isCheckable, oneSlipAway } from './spelling.ts';
import {
  composeQuery,
  phrasesOf,
  replaceWords,
  type ReadLeaf,
  type Synonym,
  type TextQuery,
} from './text-query.ts';
import type { TitleSynonyms } from './title-synonyms.ts';

/** A word in fewer jobs than this is looked at: it may be a slip that others made, too. */
const RARE = 20;

export interface ReadQuery {
  /** Undefined where nothing is left to search for. */
  readonly text: TextQuery | undefined;
  /** What is searched for instead, as it would be typed. */
  readonly correctedQuery: string | null;
}

interface Reading {
  readonly synonyms: TitleSynonyms;
  /** Takes words as they are typed. */
  readonly isExact: boolean;
}

/** What was typed, as a query of the index: web-search syntax, other names of skills and titles, and slips corrected where a word is unknown. */
export async function readQuery(db: Db, typed: string, { synonyms, isExact }: Reading): Promise<ReadQuery> {
  const clauses = parseQuery(typed);
  if (clauses.length === 0) return { text: undefined, correctedQuery: null };
  const first = await readClauses(db, clauses, synonyms);
  const corrections = isExact ? new Map<string, string>() : await findCorrections(db, clauses, first);
  if (corrections.size === 0) return { text: compose(clauses, first), correctedQuery: null };
  const corrected = replaceWords(clauses, corrections);
  const second = await readClauses(db, corrected.clauses, synonyms);
  return { text: compose(corrected.clauses, second), correctedQuery: corrected.text };
}

interface ReadClauses {
  readonly leaves: ReadonlyMap<string, ReadLeaf & { jobs: number | null }>;
  readonly synonyms: readonly Synonym[];
}

const keyOf = (leaf: QueryLeaf): string => `${leaf.kind} ${leaf.text}`;
const nothing: ReadLeaf & { jobs: null } = { query: '', lexemes: [], jobs: null };

const compose = (clauses: readonly QueryClause[], { leaves, synonyms }: ReadClauses): TextQuery | undefined =>
  composeQuery(clauses, { read: (leaf) => leaves.get(keyOf(leaf)) ?? nothing, synonyms });

async function readClauses(
  db: Db,
  clauses: readonly QueryClause[],
  synonyms: TitleSynonyms,
): Promise<ReadClauses> {
  const phrases = phrasesOf(clauses);
  const skills = Map.groupBy(
    await skillNamesOf(db, [...new Set(phrases.map((phrase) => phrase.text))]),
    (row) => row.phrase,
  );
  const named = phrases.flatMap(({ text, ...span }) => {
    const names = [...(synonyms.get(text) ?? []), ...(skills.get(text) ?? []).map((row) => row.name)];
    return names.length === 0 ? [] : [{ ...span, leaves: names.map(wordLeaf) }];
  });
  const asked = [
    ...clauses.flatMap((clause) => clause.alternatives),
    ...named.flatMap((synonym) => synonym.leaves),
  ];
  const unique = [...new Map(asked.map((leaf) => [keyOf(leaf), leaf])).values()];
  const read = await readLeaves(db, unique);
  const leaves = new Map(unique.map((leaf, index) => [keyOf(leaf), read[index] ?? nothing]));
  return {
    leaves,
    synonyms: named.map((synonym) => ({
      ...synonym,
      leaves: synonym.leaves.map((leaf) => leaves.get(keyOf(leaf)) ?? nothing),
    })),
  };
}

const wordLeaf = (text: string): QueryLeaf => ({ kind: 'word', text });

/** Words that hardly any job has, by what was probably meant. What has another name is known by it. */
async function findCorrections(
  db: Db,
  clauses: readonly QueryClause[],
  { leaves, synonyms }: ReadClauses,
): Promise<Map<string, string>> {
  const isNamed = (index: number): boolean =>
    synonyms.some((synonym) => index >= synonym.start && index < synonym.start + synonym.length);
  const doubtful = clauses
    .flatMap((clause, index) => (clause.isNegated || isNamed(index) ? [] : clause.alternatives))
    .filter((leaf) => {
      const read = leaves.get(keyOf(leaf));
      return leaf.kind === 'word' && read !== undefined && read.query !== '' && (read.jobs ?? 0) < RARE;
    });
  const found = await Promise.all(
    doubtful.map(async ({ text, kind }): Promise<Array<[string, string]>> => {
      const word = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
      if (!isCheckable(word)) return [];
      const read = leaves.get(keyOf({ text, kind })) ?? nothing;
      const [candidates, inTexts] = await Promise.all([
        wordsLike(db, { word, spellings: oneSlipAway(word) }),
        countInTexts(db, read.query),
      ]);
      const meant = correctWord({ word, jobs: Math.max(read.jobs ?? 0, inTexts) }, candidates);
      return meant === undefined ? [] : [[text, meant]];
    }),
  );
  return new Map(found.flat());
}
