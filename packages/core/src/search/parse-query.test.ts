import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatQuery, parseQuery } from './parse-query.ts';

const read = (text: string) =>
  parseQuery(text).map(
    ({ isNegated, alternatives }) =>
      (isNegated ? 'not ' : '') +
      alternatives.map(({ kind, text: said }) => (kind === 'phrase' ? `[${said}]` : said)).join('|'),
  );

describe('parseQuery', () => {
  it.each([
    ['senior data engineer', ['senior', 'data', 'engineer']],
    ['"night shift" nurse', ['[night shift]', 'nurse']],
    ['nurse -bank -"band 7"', ['nurse', 'not bank', 'not [band 7]']],
    ['nurse OR midwife london', ['nurse|midwife', 'london']],
    ['nurse or midwife or "health visitor"', ['nurse|midwife|[health visitor]']],
    ['OR nurse OR', ['nurse']],
    ['front-end C++ developer', ['front-end', 'C++', 'developer']],
    ['a - b & c', ['a', 'b', 'c']],
    ['"endless phrase', ['[endless phrase]']],
    ['“curly quotes” "single"', ['[curly quotes]', 'single']],
    ['nurse OR -midwife', ['nurse', 'not midwife']],
    ['', []],
    ['" " -', []],
  ])('%s', (text, clauses) => expect(read(text)).toEqual(clauses));

  it('survives any text, and its own writing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', '"', '-', ' ', 'or', '“', "'", '\\', '%', 'é', '1') }),
        (text) => {
          const clauses = parseQuery(text);
          expect(parseQuery(formatQuery(clauses))).toEqual(clauses);
        },
      ),
    );
  });
});
