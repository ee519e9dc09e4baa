import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Posting } from '@access/contracts/imports';

import { mapColumns } from './map-columns.ts';
import { readTableRow } from './read-row.ts';

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
  const read = readTableRow(cells, columns);
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
    expect(readTableRow(changed(at, cell), columns)).toMatchObject({
      reason: expect.stringMatching(/^The (?:row|title|company|location) /),
    });
  });

  it('is refused when cells are missing or it repeats the header', () => {
    expect(readTableRow(good.slice(0, 4), columns)).toHaveProperty('reason');
    expect(readTableRow(headers, columns)).toMatchObject({ reason: 'The row repeats the header' });
  });

  it('keeps its own id when it is refused', () => {
    const map = mapColumns(['id', 'title', 'company', 'description']);
    expect(readTableRow(['17', '', 'Mill', 'Weave'], map)).toEqual({
      reason: 'The row has no title',
      sourceId: '17',
    });
  });

  it('without a column of texts is described by what it states', () => {
    const map = mapColumns([
      'job_id',
      'position_title',
      'agency',
      'department',
      'occupation_series',
      'close_date',
    ]);
    const read = readTableRow(
      ['1', 'Biologist <b>', 'Fisheries & Co', 'Commerce', '0401 - Biology', '2024-02-07'],
      map,
    );
    expect(read).toMatchObject({
      posting: {
        companyName: 'Commerce',
        description:
          '<p>Biologist<br />Commerce</p><ul><li>Agency: Fisheries &amp; Co</li><li>Occupation series: 0401 - Biology</li></ul>',
        deadline: { isDateOnly: true },
      },
    });
  });

  it('of an export without names of employers tells them apart by number', () => {
    const map = mapColumns(['job_id', 'company_id', 'title']);
    const companies = ['553718', ''].map((id) => readTableRow(['1', id, 'Weaver'], map));
    expect(companies).toMatchObject([
      { posting: { companyName: 'Company 553718' } },
      { posting: { companyName: 'Company not named' } },
    ]);
  });

  it('comes without an absurd salary, and says so', () => {
    const map = mapColumns([
      'title',
      'company',
      'min_salary',
      'max_salary',
      'med_salary',
      'pay_period',
      'currency',
    ]);
    const salary = (...cells: string[]) => {
      const read = readTableRow(['Weaver', 'Mill', ...cells], map);
      return 'posting' in read ? [read.posting.salary, read.note] : read;
    };
    expect(salary('22.0', '30.0', '', 'HOURLY', 'USD')).toEqual([
      { min: 22, max: 30, currency: 'USD', period: 'hour' },
      undefined,
    ]);
    expect(salary('', '', '5250.0', 'MONTHLY', 'USD')).toEqual([
      { min: 5_250, max: 5_250, currency: 'USD', period: 'month' },
      undefined,
    ]);
    expect(salary('70000.0', '7000090000.0', '', 'YEARLY', 'USD')).toEqual([
      null,
      'The salary of 70000 to 7000090000 USD a year cannot be right and was left out',
    ]);
    expect(salary('', '', '', 'YEARLY', 'USD')).toEqual([null, undefined]);
  });

  it('puts its place together, and reads dates as mail writes them', () => {
    const map = mapColumns(['title', 'company', 'city', 'state', 'country', 'date']);
    const cells = ['Weaver', 'Mill', 'Phoenix', 'AZ', 'United States', 'Fri, 10 Dec 2021 22:49:39 GMT'];
    expect(readTableRow(cells, map)).toMatchObject({
      posting: { locationText: 'Phoenix, AZ, United States', postedAt: new Date('2021-12-10T22:49:39Z') },
    });
    expect(readTableRow(cells.with(4, 'us'), map)).toMatchObject({
      posting: { locationText: 'Phoenix, AZ', country: 'US' },
    });
  });

  it('may be about anything that only looks odd', () => {
    for (const title of [
      '2023 Graduate Engineer',
      '1.0 FTE Counselor',
      'R.N.',
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
        const read = readTableRow(cells, all);
        if ('posting' in read) Posting.parse(read.posting);
      }),
      { numRuns: 500 },
    );
  });
});

describe('columns', () => {
  it('are named by hand where headers do not tell', () => {
    const { columns: map } = mapColumns(['Stelle', 'Firma', 'Text'], {
      title: 'Stelle',
      company: 'Firma',
      description: 'Text',
    });
    expect([map.get('title'), map.get('company'), map.get('description')]).toEqual([[0], [1], [2]]);
  });

  it.each([
    [['a', 'b'], {}, 'No column holds title, company;'],
    [headers, { title: 'Nope' }, 'There is no column "Nope"'],
    [headers, { colour: 'Title' }, 'There is no field "colour"'],
    [['name', 'text'], {}, 'No column holds company;'],
  ])('%j with %j are refused', (names, explicit, message) => {
    expect(() => mapColumns(names, explicit)).toThrow(message);
  });
});
