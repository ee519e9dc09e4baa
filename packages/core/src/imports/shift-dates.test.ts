import { describe, expect, it } from 'vitest';

import { Posting } from '@access/contracts/imports';

import type { ParsedRow } from './parsed-row.ts';
import { daysBehind, shiftDates } from './shift-dates.ts';

const blank = {
  url: null,
  applyUrl: null,
  title: 'Welder',
  companyName: 'Mill',
  companyWebsite: null,
  industry: null,
  description: '<p>Weld.</p>',
  requirements: null,
  benefits: null,
  locationText: null,
  latitude: null,
  longitude: null,
  country: null,
  jobType: null,
  experienceLevel: null,
  remoteOption: null,
  salary: null,
  skills: [],
  language: null,
};

async function* rows(...dates: (string | null)[]): AsyncGenerator<ParsedRow> {
  for (const [index, date] of dates.entries()) {
    const postedAt = date === null ? null : new Date(date);
    const deadline = postedAt === null ? null : { at: postedAt, isDateOnly: true };
    const posting = Posting.parse({ ...blank, sourceId: String(index), postedAt, deadline });
    yield { kind: 'posting', posting, file: 'x.json', line: 1 };
  }
}

describe('shifting dates', () => {
  it('counts whole days from the newest posting', async () => {
    const now = new Date('2026-03-10T12:00:00Z');
    expect(await daysBehind(rows('2026-02-01', null, '2026-03-01'), now)).toBe(9);
    expect(await daysBehind(rows(null), now)).toBe(0);
    expect(await daysBehind(rows('2027-01-01'), now)).toBe(0);
  });

  it('moves posting date and deadline alike and leaves what has none', async () => {
    const moved: Posting[] = [];
    for await (const row of rows('2026-03-01', null))
      if (row.kind === 'posting') moved.push(shiftDates(row.posting, 2));
    const dates = moved.map(({ postedAt, deadline }) => [postedAt, deadline?.at ?? null]);
    expect(dates).toEqual([
      [new Date('2026-03-03'), new Date('2026-03-03')],
      [null, null],
    ]);
  });

  it('moves the date of the last touch, which bounds the posting date where there is none', async () => {
    const touched = Posting.parse({
      ...blank,
      sourceId: '1',
      postedAt: null,
      deadline: null,
      updatedAt: new Date('2026-03-01'),
    });
    const row: ParsedRow = { kind: 'posting', posting: touched, file: 'x.json', line: 1 };
    const one = async function* () {
      yield row;
    };
    expect(await daysBehind(one(), new Date('2026-03-10'))).toBe(9);
    expect(shiftDates(touched, 9).updatedAt).toEqual(new Date('2026-03-10'));
  });
});
