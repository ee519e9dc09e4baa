/** A word or a quoted phrase as typed. */
export interface QueryLeaf {
  readonly kind: 'word' | 'phrase';
  readonly text: string;
}

/** What must occur (one of the alternatives) or, negated, must not. */
export interface QueryClause {
  readonly isNegated: boolean;
  readonly alternatives: readonly QueryLeaf[];
}

/** Far above what people type; each clause costs a look into the index. */
const MOST_CLAUSES = 32;

interface Token {
  readonly isNegated: boolean;
  readonly leaf: QueryLeaf;
}

/**
 * Reads web-search syntax: every word must occur, `"…"` is a phrase, a minus excludes, OR joins its two neighbours ("nurse OR midwife
 * london" wants London and one of the two). Total on any text: a quote without an end runs to the end, an OR without a neighbour is left out.
 */
export function parseQuery(text: string): QueryClause[] {
  const clauses: Array<{ isNegated: boolean; alternatives: QueryLeaf[] }> = [];
  let isJoining = false;
  for (const token of tokens(text)) {
    if (token === 'or') {
      isJoining = clauses.length > 0;
      continue;
    }
    const last = clauses.at(-1);
    if (isJoining && last !== undefined && last.isNegated === token.isNegated) {
      last.alternatives.push(token.leaf);
    } else {
      clauses.push({ isNegated: token.isNegated, alternatives: [token.leaf] });
    }
    isJoining = false;
  }
  return clauses.slice(0, MOST_CLAUSES);
}

/** The text that parses to these clauses. */
export function formatQuery(clauses: readonly QueryClause[]): string {
  return clauses
    .map(({ isNegated, alternatives }) =>
      alternatives
        .map(({ kind, text }) => `${isNegated ? '-' : ''}${kind === 'phrase' ? `"${text}"` : text}`)
        .join(' OR '),
    )
    .join(' ');
}

function* tokens(text: string): Generator<Token | 'or'> {
  // Curly quotes come from phones and word processors. A sign that is neither letter nor number alone ("-", "&") says nothing.
  const pattern = /(?<minus>(?<![^\s])-)?(?:["“”](?<phrase>[^"“”]*)(?:["“”]|$)|(?<word>[^\s"“”]+))/gu;
  for (const { groups } of text.matchAll(pattern)) {
    const { minus, phrase, word } = groups ?? {};
    const said = (phrase ?? word ?? '').replace(/^[\s-]+|\s+$/gu, '');
    if (/^or$/i.test(said)) yield 'or';
    if (/^or$/i.test(said) || !/[\p{L}\p{N}]/u.test(said)) continue;
    const isPhrase = phrase !== undefined && /\s/.test(said);
    yield { isNegated: minus !== undefined, leaf: { kind: isPhrase ? 'phrase' : 'word', text: said } };
  }
}
