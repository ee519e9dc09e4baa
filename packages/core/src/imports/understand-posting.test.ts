import { describe, expect, it } from 'vitest';

import type { Posting } from '@access/contracts/imports';

import { composeDescription } from './compose-description.ts';
import { understandPosting } from './understand-posting.ts';

const base: Posting = {
  sourceId: 'W-17',
  url: null,
  applyUrl: null,
  title: 'Welder',
  companyName: 'Northern Steel',
  companyWebsite: null,
  industry: null,
  description: '<p>You weld.</p>',
  requirements: null,
  benefits: null,
  locationText: null,
  latitude: null,
  longitude: null,
  country: 'US',
  jobType: null,
  experienceLevel: null,
  remoteOption: null,
  salary: null,
  postedAt: null,
  deadline: null,
  skills: [],
  language: null,
};

/** Understands a posting with an extractor that notes what it is given to read. */
function understand(fields: Partial<Posting>) {
  const read: string[] = [];
  const understood = understandPosting(
    { ...base, ...fields },
    {
      detectLevel: () => null,
      skills: {
        extract: (text: string) => {
          read.push(text);
          return [];
        },
      },
    },
  );
  return { understood, read: read.join('\n') };
}

describe('what a posting says in its words', () => {
  it('is its pay, where the source has no field for it', () => {
    expect(understand({ title: 'Welder, 2nd shift - $21.30/hr' }).understood.salary).toEqual({
      min: 21.3,
      max: 21.3,
      currency: 'USD',
      period: 'hour',
    });
    expect(
      understand({ description: '<p>You weld.</p><p>Pay: $40,000 - $52,000 a year</p>' }).understood.salary,
    ).toEqual({ min: 40_000, max: 52_000, currency: 'USD', period: 'year' });
  });

  it('does not overrule the pay that the source states', () => {
    const salary = { min: 30, max: 34, currency: 'USD', period: 'hour' } as const;
    expect(understand({ title: 'Welder - $21.30/hr', salary }).understood.salary).toEqual(salary);
  });

  it('is no pay where a bonus is all the title names', () => {
    expect(understand({ title: 'Welder - $5,000 sign-on bonus' }).understood.salary).toBeNull();
  });

  it('names no skills with the company and place of a composed description', () => {
    const facts = {
      title: 'Account executive',
      companyName: 'GitLab',
      locationText: 'Prague, Czech Republic',
    };
    const description = composeDescription({
      ...facts,
      location: facts.locationText,
      further: [['Department', 'Sales']],
    });
    const { read } = understand({ ...facts, description });
    expect(read).toContain('Account executive');
    expect(read).toContain('Department: Sales');
    expect(read).not.toMatch(/GitLab|Czech/);
  });

  it('can be done from home where the place says so, whatever the source marks on site', () => {
    const { understood } = understand({ remoteOption: 'on_site', locationText: 'Remote' });
    expect(understood.remoteOption).toBe('remote');
    expect(understand({ remoteOption: 'on_site', locationText: 'Leeds' }).understood.remoteOption).toBe(
      'on_site',
    );
  });

  it('counts whole where the source gives a text', () => {
    const { read } = understand({ companyName: 'GitLab', description: '<p>You know GitLab well.</p>' });
    expect(read).toContain('You know GitLab well.');
  });
});
