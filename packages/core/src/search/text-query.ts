import { formatQuery, type QueryClause, type QueryLeaf } from './parse-query.ts';

/** A leaf as PostgreSQL reads it: a tsquery in its own notation, empty for stop words, and the stems that occur in it. */
export interface ReadLeaf {
  readonly query: string;
  readonly lexemes: readonly string[];
}

/** What was typed, ready for the index. Tsqueries are in PostgreSQL's own notation. */
export interface TextQuery {
  /** Undefined where only exclusions were typed. */
  readonly query: string | undefined;
  /** What must not occur anywhere in the job. */
  readonly excluded: string | undefined;
  /** Any of the words instead of all; undefined where that says the same. */
  readonly anyWord: string | undefined;
  /** Ranked before all else: what has every word where any suffices. */
  readonly preferred?: string | undefined;
  /** Stems that are searched for, synonyms included. */
  readonly lexemes: readonly string[];
  /** How many stems a job's title holds when it says exactly this. */
  readonly length: number;
}

/** A run of clauses that one phrase names, and what else it is called. */
export interface Synonym {
  readonly start: number;
  readonly length: number;
  readonly leaves: readonly ReadLeaf[];
}

/** Longest phrase that is looked up as the name of a skill or a short form, in words. */
const LONGEST_PHRASE = 4;

/** Runs of plain words that might be a phrase with another name, longest first. */
export function phrasesOf(
  clauses: readonly QueryClause[],
): Array<{ start: number; length: number; text: string }> {
  const words = clauses.map((clause) => {
    const [only, ...others] = clause.alternatives;
    return clause.isNegated || others.length > 0 || only === undefined ? undefined : only.text.toLowerCase();
  });
  return Array.from({ length: LONGEST_PHRASE }, (_, index) => LONGEST_PHRASE - index).flatMap((length) =>
    words.flatMap((_, start) => {
      const run = words.slice(start, start + length);
      return run.length < length || run.includes(undefined) ? [] : [{ start, length, text: run.join(' ') }];
    }),
  );
}

/**
 * Puts clauses and synonyms together: AND over the clauses, OR within one, a phrase or what else it is called. Each clause belongs to at most
 * one phrase; those given first win. Undefined where nothing is left to search for ("the").
 */
export function composeQuery(
  clauses: readonly QueryClause[],
  { read, synonyms }: { read: (leaf: QueryLeaf) => ReadLeaf; synonyms: readonly Synonym[] },
): TextQuery | undefined {
  const queryOf = (clause: QueryClause): string =>
    either(clause.alternatives.map((leaf) => read(leaf).query));
  const positive: string[] = [];
  const lexemes = new Set<string>();
  let length = 0;
  const taken = spans(clauses.length, synonyms);
  for (let at = 0; at < clauses.length;) {
    const synonym = taken.get(at);
    const run = clauses.slice(at, at + (synonym?.length ?? 1));
    at += run.length;
    if (run.some((clause) => clause.isNegated)) continue;
    const own = all(run.map(queryOf));
    positive.push(either([own, ...(synonym?.leaves ?? []).map((leaf) => leaf.query)]));
    for (const leaf of [
      ...run.flatMap((clause) => clause.alternatives.map(read)),
      ...(synonym?.leaves ?? []),
    ]) {
      for (const lexeme of leaf.lexemes) lexemes.add(lexeme);
    }
    for (const clause of run) {
      const first = clause.alternatives[0];
      length += first === undefined ? 0 : read(first).lexemes.length;
    }
  }
  const query = all(positive);
  const excluded = either(clauses.filter((clause) => clause.isNegated).map(queryOf));
  if (query === '' && excluded === '') return undefined;
  const any = either(positive);
  return {
    query: query === '' ? undefined : query,
    excluded: excluded === '' ? undefined : excluded,
    anyWord: any === query ? undefined : any,
    lexemes: [...lexemes],
    length,
  };
}

/** The clauses with words replaced, and how that would be typed. */
export function replaceWords(
  clauses: readonly QueryClause[],
  corrections: ReadonlyMap<string, string>,
): { clauses: QueryClause[]; text: string } {
  const corrected = clauses.map((clause) => ({
    ...clause,
    alternatives: clause.alternatives.map((leaf) => ({
      ...leaf,
      text: clause.isNegated ? leaf.text : (corrections.get(leaf.text) ?? leaf.text),
    })),
  }));
  return { clauses: corrected, text: formatQuery(corrected) };
}

/** Synonyms by their first clause, none overlapping another. */
function spans(clauseCount: number, synonyms: readonly Synonym[]): Map<number, Synonym> {
  const isTaken = Array.from({ length: clauseCount }, () => false);
  const chosen = new Map<number, Synonym>();
  for (const synonym of synonyms) {
    const end = synonym.start + synonym.length;
    if (isTaken.slice(synonym.start, end).includes(true)) continue;
    isTaken.fill(true, synonym.start, end);
    chosen.set(synonym.start, synonym);
  }
  return chosen;
}

const all = (queries: readonly string[]): string => joined(queries, ' & ');
const either = (queries: readonly string[]): string => joined([...new Set(queries)], ' | ');

function joined(queries: readonly string[], operator: string): string {
  const said = queries.filter((query) => query !== '');
  return said.length < 2 ? (said[0] ?? '') : said.map((query) => `(${query})`).join(operator);
}
