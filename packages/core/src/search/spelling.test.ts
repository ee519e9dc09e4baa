import { describe, expect, it } from 'vitest';

import { correctWord, isCheckable, oneSlipAway } from './spelling.ts';

const known = [
  { word: 'manager', jobs: 100_000 },
  { word: 'nurse', jobs: 20_000 },
  { word: 'nursery', jobs: 300 },
  { word: 'engineer', jobs: 90_000 },
  { word: 'kubernetes', jobs: 900 },
  { word: 'purse', jobs: 3 },
];
const correct = (word: string, jobs = 0) => correctWord({ word, jobs }, known);

describe('correctWord', () => {
  it.each([
    ['nruse', 'nurse'],
    ['nursse', 'nurse'],
    ['urse', 'nurse'],
    ['enginer', 'engineer'],
    ['engneeir', 'engineer'],
    ['kubernets', 'kubernetes'],
    ['kuberntees', 'kubernetes'],
    ['managre', 'manager'],
  ])('%s means %s', (typed, meant) => expect(correct(typed)).toBe(meant));

  it('prefers the word that begins alike', () => expect(correct('nurs')).toBe('nurse'));

  it.each(['zoologist', 'nrues', 'tanagers'])('leaves %s alone', (typed) =>
    expect(correct(typed)).toBeUndefined(),
  );

  it('corrects a word that stands in jobs only towards one far more common', () => {
    expect(correct('manger', 3)).toBe('manager');
    expect(correct('nurser', 60)).toBeUndefined();
    expect(correct('nurse', 20_000)).toBeUndefined();
  });
});

describe('oneSlipAway', () => {
  it('holds every kind of slip and not the word itself', () => {
    const away = oneSlipAway('nurse');
    expect(away).toEqual(expect.arrayContaining(['nrse', 'nuurse', 'purse', 'nusre', 'nurses']));
    expect(away).not.toContain('nurse');
    expect(away.length).toBeLessThan(320);
  });
});

it.each([
  ['nurse', true],
  ['c++', false],
  ['rn', false],
  ['café', false],
  ['band7', false],
])('%s is checked: %s', (word, is) => expect(isCheckable(word)).toBe(is));
