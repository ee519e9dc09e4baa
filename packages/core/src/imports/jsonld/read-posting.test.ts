import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Posting } from '@access/contracts/imports';

import { findPostings, scriptsOf } from './find-postings.ts';
import { readPosting } from './read-posting.ts';

const base = {
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Welder &amp; fitter',
  description: '&lt;p&gt;You weld.&lt;/p&gt;',
  hiringOrganization: {
    '@type': 'Organization',
    name: 'Northern Steel',
    sameAs: 'https://steel.example.org',
  },
};
const read = (fields: Record<string, unknown> = {}): Posting => {
  const answer = readPosting({ ...base, ...fields });
  if (!('posting' in answer)) throw new Error(answer.reason);
  return Posting.parse(answer.posting);
};

describe('a JobPosting', () => {
  it('is read with all that it states', () => {
    const posting = read({
      identifier: { '@type': 'PropertyValue', name: 'Northern Steel', value: 'W-17' },
      url: 'https://steel.example.org/jobs/17',
      datePosted: '2026-01-05',
      validThrough: '2026-02-28',
      employmentType: ['PART_TIME', 'TEMPORARY'],
      jobLocationType: 'TELECOMMUTE',
      jobLocation: {
        '@type': 'Place',
        address: { addressLocality: 'King&#39;s Lynn', addressRegion: 'Norfolk', addressCountry: 'gb' },
        geo: { latitude: '52.75', longitude: 0.4 },
      },
      baseSalary: { currency: 'GBP', value: { minValue: 12, maxValue: '14.50', unitText: 'HOUR' } },
      experienceRequirements: { monthsOfExperience: 24 },
      qualifications: 'Ticket to weld',
      jobBenefits: ['Cake', 'Tea'],
      skills: 'MIG welding, Blueprint reading',
      industry: 'Metal',
      inLanguage: 'en-GB',
    });
    expect(posting).toEqual({
      sourceId: 'W-17',
      url: 'https://steel.example.org/jobs/17',
      applyUrl: 'https://steel.example.org/jobs/17',
      title: 'Welder & fitter',
      companyName: 'Northern Steel',
      companyWebsite: 'https://steel.example.org',
      industry: 'Metal',
      description: '<p>You weld.</p>',
      requirements: '<p>Ticket to weld</p>',
      benefits: '<p>Cake, Tea</p>',
      locationText: "King's Lynn, Norfolk",
      latitude: 52.75,
      longitude: 0.4,
      country: 'GB',
      jobType: 'part_time',
      experienceLevel: 'mid',
      remoteOption: 'remote',
      salary: { min: 12, max: 14.5, currency: 'GBP', period: 'hour' },
      postedAt: new Date('2026-01-05T00:00:00Z'),
      deadline: { at: new Date('2026-02-28T00:00:00Z'), isDateOnly: true },
      skills: ['MIG welding', 'Blueprint reading'],
      language: 'en',
    });
  });

  it('needs a title, an organisation and a description', () => {
    const reasons = ['title', 'hiringOrganization', 'description'].map((field) =>
      readPosting({ ...base, identifier: 'W-17', [field]: '  ' }),
    );
    expect(reasons).toEqual([
      { reason: 'The posting has no title', sourceId: 'W-17' },
      { reason: 'The posting names no hiringOrganization', sourceId: 'W-17' },
      { reason: 'The posting has no description', sourceId: 'W-17' },
    ]);
  });

  it.each([
    [
      {
        currency: 'GBP',
        value: { value: '£24,907 - £30,615 pa', minValue: '1', maxValue: '2', unitText: 'YEAR' },
      },
      [24_907, 30_615, 'year'],
    ],
    [
      {
        currency: 'GBP',
        value: { value: 'Band 5/6', minValue: '10086', maxValue: '10086', unitText: 'YEAR' },
      },
      null,
    ],
    [{ currency: 'GBP', value: { value: '24000', unitText: 'YEAR' } }, [24_000, 24_000, 'year']],
    [{ currency: 'EUR', value: 3_000, unitText: 'MONTH' }, [3_000, 3_000, 'month']],
    [{ currency: 'USD', minValue: 40_000, maxValue: 50_000, unitText: 'ANN' }, [40_000, 50_000, 'year']],
    ['£15 per hour', [15, 15, 'hour']],
    [{ currency: 'GBP', value: { minValue: 0, maxValue: 0, unitText: 'YEAR' } }, null],
    [{ currency: 'pounds', value: { minValue: 20_000, unitText: 'YEAR' } }, null],
    [{ currency: 'GBP', value: { minValue: 20_000, maxValue: 9e99, unitText: 'YEAR' } }, null],
  ])('with baseSalary %j', (baseSalary, expected) => {
    const { salary } = read({ baseSalary });
    expect(salary === null ? null : [salary.min, salary.max, salary.period]).toEqual(expected);
  });

  it.each([
    ['Leeds, UK', 'Leeds, UK', null],
    [{ address: 'Leeds' }, 'Leeds', null],
    [
      [
        {
          address: {
            addressLocality: 'Leeds',
            addressCountry: { '@type': 'Country', name: 'United Kingdom' },
          },
        },
      ],
      'Leeds, United Kingdom',
      null,
    ],
    [{ address: { addressCountry: 'DE' } }, 'DE', 'DE'],
    [{ address: { addressLocality: 'Leeds' }, geo: { latitude: 0, longitude: 0 } }, 'Leeds', null],
    [undefined, null, null],
  ])('with jobLocation %j', (jobLocation, text, country) => {
    const posting = read({ jobLocation });
    expect([posting.locationText, posting.country, posting.latitude]).toEqual([text, country, null]);
  });

  it('links to the web alone', () => {
    expect(
      read({ url: 'javascript:alert(1)', hiringOrganization: { name: 'X', url: 'ftp://x' } }),
    ).toMatchObject({
      url: null,
      applyUrl: null,
      companyWebsite: null,
    });
  });

  it('keeps one identity by its address, or without one by what it says', () => {
    const [first, again, other] = [
      { url: 'https://x.example/1' },
      { url: 'https://x.example/1', title: 'New title' },
      { url: 'https://x.example/2' },
    ].map((fields) => read(fields).sourceId);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(read({ datePosted: '2026-01-01' }).sourceId).not.toBe(read({ datePosted: '2026-01-02' }).sourceId);
  });
});

describe('a document', () => {
  const count = (document: unknown) => findPostings(document).length;

  it('gives every posting, however it is wrapped', () => {
    expect(count([base, base])).toBe(2);
    expect(count({ '@graph': [{ '@type': 'WebPage' }, base] })).toBe(1);
    expect(count({ '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: base }] })).toBe(1);
    expect(count({ ...base, '@type': ['JobPosting', 'Thing'] })).toBe(1);
    expect(count({ ...base, '@type': 'http://schema.org/JobPosting' })).toBe(1);
    expect(count({ '@type': 'Person' })).toBe(0);
  });

  it('may be an HTML page', () => {
    const html = `<script>x</script><script type="application/ld+json">${JSON.stringify(base)}</script><SCRIPT TYPE='application/ld+json'>{}</SCRIPT>`;
    expect(scriptsOf(html)).toEqual([JSON.stringify(base), '{}']);
  });

  it('never throws, and gives postings of the contract or refusals', () => {
    const anything = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        fc.jsonValue(),
        fc.record({ '@value': tie('node'), name: tie('node'), value: tie('node') }, { requiredKeys: [] }),
      ),
    })).node;
    const fields = [
      'title',
      'description',
      'hiringOrganization',
      'baseSalary',
      'jobLocation',
      'datePosted',
      'validThrough',
      'identifier',
      'url',
      'skills',
      'employmentType',
      'inLanguage',
      'qualifications',
      'experienceRequirements',
      'jobLocationType',
      'applicationContact',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields), anything), (mutation) => {
        for (const node of findPostings({ ...base, ...mutation })) {
          const answer = readPosting(node);
          if ('posting' in answer) Posting.parse(answer.posting);
        }
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.jsonValue(), (document) => void findPostings(document)));
  });
});
