import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Posting } from '@access/contracts/imports';

import { mapColumns } from './map-columns.ts';
import { readRow } from './read-row.ts';

const headers = ['Title', 'Company', 'Location', 'Type', 'Salary', 'Contract_type', 'Job Description'];
const columns = mapColumns(headers);
const good = [
  'Welder',
  'Northern Steel',
  'Leeds, UK',
  'Hybrid remote',
  '$20 - $25',
  'n hour - Full-time',
  'You weld.',
];
const changed = (at: number, cell: string) => good.with(at, cell);
const posting = (cells: readonly string[]): Posting => {
  const read = readRow(cells, columns);
  if ('reason' in read) throw new Error(read.reason);
  return Posting.parse(read.posting);
};

describe('a row', () => {
  it('is read by its headers', () => {
    expect(posting(good)).toMatchObject({
      title: 'Welder',
      companyName: 'Northern Steel',
      locationText: 'Leeds, UK',
      remoteOption: 'hybrid',
      jobType: 'full_time',
      salary: { min: 20, max: 25, currency: 'USD', period: 'hour' },
      description: '<p>You weld.</p>',
    });
  });

  it('is one posting for one title, company and place', () => {
    expect(posting(changed(6, 'Other words')).sourceId).toBe(posting(good).sourceId);
    expect(posting(changed(2, 'York')).sourceId).not.toBe(posting(good).sourceId);
  });

  it.each([
    [0, ''],
    [0, 'https://jobs.example.org/1'],
    [0, '$50,000 - $60,000'],
    [0, '12345'],
    [0, 'x '.repeat(200)],
    [1, 'NaN'],
    [1, '$20'],
    [1, 'https://x.example.org'],
    [1, '4.2'],
    [2, '$20 an hour'],
    [2, 'word '.repeat(80)],
    [6, ''],
  ])('is refused with a reason when cell %i is %j', (at, cell) => {
    expect(readRow(changed(at, cell), columns)).toEqual({
      reason: expect.stringMatching(/^The (?:row|title|company|location) /),
    });
  });

  it('is refused when cells are missing or it repeats the header', () => {
    expect(readRow(good.slice(0, 4), columns)).toHaveProperty('reason');
    expect(readRow(headers, columns)).toEqual({ reason: 'The row repeats the header' });
  });

  it('may be about anything that only looks odd', () => {
    for (const title of [
      '2023 Graduate Engineer',
      '1.0 FTE Counselor',
      'C# / .NET',
      '$WE PAY THE MOST$ Trainer',
    ]) {
      expect(posting(changed(0, title)).title).toBe(title);
    }
  });

  it('never throws and keeps to the contract, whatever the cells', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('nan', '$5', '<p>', '&lt;b&gt;', '2020-01-01', '1e999'),
    );
    const all = mapColumns([
      'id',
      'title',
      'company',
      'description',
      'salary min',
      'salary max',
      'currency',
      'latitude',
      'longitude',
      'date',
      'deadline',
      'country',
      'level',
      'skills',
      'url',
    ]);
    fc.assert(
      fc.property(fc.array(cell, { minLength: 10, maxLength: 16 }), (cells) => {
        const read = readRow(cells, all);
        if ('posting' in read) Posting.parse(read.posting);
      }),
      { numRuns: 500 },
    );
  });
});

describe('columns', () => {
  it('are named by hand where headers do not tell', () => {
    const map = mapColumns(['Stelle', 'Firma', 'Text'], {
      title: 'Stelle',
      company: 'Firma',
      description: 'Text',
    });
    expect([map.get('title'), map.get('company'), map.get('description')]).toEqual([[0], [1], [2]]);
  });

  it.each([
    [['a', 'b'], {}, 'No column holds title, company, description'],
    [headers, { title: 'Nope' }, 'There is no column "Nope"'],
    [headers, { colour: 'Title' }, 'There is no field "colour"'],
  ])('%j with %j are refused', (names, explicit, message) => {
    expect(() => mapColumns(names, explicit)).toThrow(message);
  });
});
