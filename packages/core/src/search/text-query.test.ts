import { describe, expect, it } from 'vitest';

import { parseQuery, type QueryLeaf } from './parse-query.ts';
import { composeQuery, phrasesOf, replaceWords } from './text-query.ts';
import { titleSynonyms } from './title-synonyms.ts';

const stops = new Set(['the', 'of']);
/** As the database would: stems are the words themselves. */
const read = ({ kind, text }: QueryLeaf) => {
  const lexemes = text.split(' ').filter((word) => !stops.has(word));
  return { query: lexemes.map((word) => `'${word}'`).join(kind === 'phrase' ? ' <-> ' : ' & '), lexemes };
};
const leaf = (text: string) => read({ kind: 'word', text });
const compose = (text: string, synonyms: Parameters<typeof composeQuery>[1]['synonyms'] = []) =>
  composeQuery(parseQuery(text), { read, synonyms });

describe('composeQuery', () => {
  it.each([
    ['nurse', "'nurse'"],
    ['head of sales', "('head') & ('sales')"],
    ['nurse OR midwife london', "(('nurse') | ('midwife')) & ('london')"],
    ['"night shift" nurse', "('night' <-> 'shift') & ('nurse')"],
  ])('%s', (text, query) => expect(compose(text)?.query).toBe(query));

  it('keeps exclusions apart', () => {
    expect(compose('nurse -bank -"band 7"')).toMatchObject({
      query: "'nurse'",
      excluded: "('bank') | ('band' <-> '7')",
    });
    expect(compose('-bank')).toMatchObject({ query: undefined, excluded: "'bank'" });
  });

  it('says nothing for stop words alone', () => expect(compose('the of')).toBeUndefined());

  it('takes a phrase or what else it is called, each word once', () => {
    const synonyms = [
      { start: 0, length: 2, leaves: [leaf('rn')] },
      { start: 1, length: 1, leaves: [leaf('carer')] },
      { start: 2, length: 1, leaves: [leaf('intensive care')] },
    ];
    expect(compose('registered nurse icu', synonyms)).toMatchObject({
      query: "((('registered') & ('nurse')) | ('rn')) & (('icu') | ('intensive' & 'care'))",
      lexemes: ['registered', 'nurse', 'rn', 'icu', 'intensive', 'care'],
      length: 3,
    });
  });

  it('offers any of the words where there are several', () => {
    expect(compose('data engineer')?.anyWord).toBe("('data') | ('engineer')");
    expect(compose('engineer')?.anyWord).toBeUndefined();
  });
});

it('phrasesOf finds runs of plain words, longest first', () => {
  expect(phrasesOf(parseQuery('big Data -x engineer OR developer')).map((phrase) => phrase.text)).toEqual([
    'big data',
    'big',
    'data',
  ]);
});

it('replaceWords corrects what is searched for and leaves exclusions', () => {
  const { text } = replaceWords(parseQuery('nruse -nruse "night shfit"'), new Map([['nruse', 'nurse']]));
  expect(text).toBe('nurse -nruse "night shfit"');
});

it('titleSynonyms go both ways', () => {
  const synonyms = titleSynonyms(new Map([['sr', 'senior'], ['snr', 'senior'], ['it', 'it'], ['rn', 'registered nurse']])); // prettier-ignore
  expect(Object.fromEntries(synonyms)).toEqual({
    senior: ['sr', 'snr'],
    sr: ['senior', 'snr'],
    snr: ['senior', 'sr'],
    'registered nurse': ['rn'],
    rn: ['registered nurse'],
  });
});
