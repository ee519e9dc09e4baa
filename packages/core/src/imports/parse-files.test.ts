import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Posting } from '@access/contracts/imports';

import { parseFiles, type ParseInput } from './parse-files.ts';
import type { ParsedRow } from './parsed-row.ts';

let folder: string;
let number = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-parse-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Buffer): string => {
  const path = join(folder, String((number += 1)), name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
};
const parse = async (paths: string | readonly string[], options: Partial<ParseInput> = {}) => {
  const rows: ParsedRow[] = [];
  const given = typeof paths === 'string' ? [paths] : paths;
  for await (const row of parseFiles({ format: 'auto', ...options, paths: given })) rows.push(row);
  return rows;
};
/** Titles of postings, reasons of refusals; damage in brackets. */
const told = (rows: readonly ParsedRow[]): string[] =>
  rows.map((row) => {
    if (row.kind === 'posting') return Posting.parse(row.posting).title;
    return row.isDamage ? `[${row.error.reason}]` : row.error.reason;
  });
const job = (title: string, fields: object = {}) => ({ id: title, title, company: 'Mill', ...fields });
const greenhouse = (id: number, fields: object = {}) => ({
  id,
  title: `Weaver ${id}`,
  updated_at: '2026-01-05T06:48:42-05:00',
  absolute_url: `https://boards.greenhouse.io/acme/jobs/${id}`,
  location: { name: 'Leeds, UK' },
  ...fields,
});
const lever = (id: string, fields: object = {}) => ({
  id,
  text: 'Weaver',
  hostedUrl: `https://jobs.lever.co/acme/${id}`,
  categories: { commitment: 'Full-time', department: 'Cloth', location: 'Leeds, UK' },
  descriptionPlain: 'You weave.',
  ...fields,
});
const xml = (...jobs: string[]) =>
  `<?xml version="1.0" encoding="utf-8"?><source><publisher>Mill</publisher>${jobs.join('\n')}</source>`;
const xmlJob = (title: string, more = '') =>
  `<job><title><![CDATA[${title}]]></title><company>Mill</company><referencenumber>${title}</referencenumber>` +
  `<description><![CDATA[<p>You <b>weave</b>.</p>]]></description>${more}</job>`;

describe('JSON', () => {
  it.each([
    ['a list', [job('ann'), job('bob')]],
    ['jobs', { total: 2, jobs: [job('ann'), job('bob')] }],
    ['items in data', { data: { items: [job('ann'), job('bob')] } }],
    ['results', { results: [job('ann'), job('bob')], next: null }],
  ])('in %s', async (_, document) => {
    expect(told(await parse(write('jobs.json', JSON.stringify(document))))).toEqual(['ann', 'bob']);
  });

  it('in lines, whatever the name; a broken line costs itself alone', async () => {
    const text = [JSON.stringify(job('ann')), '{"title": "bob', '', JSON.stringify(job('cy'))].join('\r\n');
    for (const name of ['jobs.jsonl', 'jobs.json']) {
      const rows = await parse(write(name, text));
      expect(told(rows)).toEqual(['ann', expect.stringMatching(/^\[Not JSON/), 'cy']);
      expect(rows[1]).toMatchObject({ error: { line: 2 } });
    }
  });

  it('of which no words are left once it is cleaned is refused, row by row', async () => {
    const empty = '<script>alert(1)</script>';
    const rows = [job('ann', { description: empty }), job('bob', { description: `<p>Weave</p>${empty}` })];
    expect(told(await parse(write('jobs.json', JSON.stringify(rows))))).toEqual([
      'The row has no description',
      'bob',
    ]);
    const document = xml(xmlJob('ann').replace('<p>You <b>weave</b>.</p>', empty), xmlJob('bob'));
    expect(told(await parse(write('jobs.xml', document)))).toEqual(['The row has no description', 'bob']);
  });

  it('in one document, or several one after the other', async () => {
    expect(told(await parse(write('job.json', JSON.stringify(job('ann'), null, 2))))).toEqual(['ann']);
    const several = [job('ann'), job('bob')].map((each) => JSON.stringify(each, null, 2)).join('\n');
    expect(told(await parse(write('jobs.json', several)))).toEqual(['ann', 'bob']);
  });

  it('under keys of its own, by mapping with dotted paths', async () => {
    const item = { Id: 7, Descriptor: { Head: 'Weaver', Org: { Label: 'Mill' }, Text: 'Weave' } };
    const document = { SearchResult: { Count: 1, SearchResultItems: [item] } };
    const map = {
      items: 'SearchResult.SearchResultItems',
      id: 'Id',
      title: 'Descriptor.Head',
      company: 'Descriptor.Org.Label',
      description: 'Descriptor.Text',
    };
    const [row] = await parse(write('jobs.json', JSON.stringify(document)), { map });
    expect(row).toMatchObject({
      posting: { sourceId: '7', title: 'Weaver', companyName: 'Mill', description: '<p>Weave</p>' },
    });
  });

  it.each([
    [
      'in the middle of a list',
      '[{"title":"ann","company":"Mill"},{"title":"b"',
      ['ann', '[The file is cut off]'],
    ],
    ['behind a record', '{"jobs":[{"title":"ann","company":"Mill"}', ['ann', '[The file is cut off]']],
    ['at once', '', ['[The file is empty]']],
    ['in its only document', '{"title":"ann","company":', ['[The file is cut off]']],
  ])('that is cut off %s says so behind what is whole', async (_, text, expected) => {
    expect(told(await parse(write('jobs.json', text)))).toEqual(expected);
  });

  it('packed with gzip, and cut off there', async () => {
    const packed = gzipSync(JSON.stringify([job('ann'), job('bob')]));
    expect(told(await parse(write('jobs.json.gz', packed)))).toEqual(['ann', 'bob']);
    expect(told(await parse(write('jobs', packed)))).toEqual(['ann', 'bob']);
    const cut = packed.subarray(0, packed.length - 12);
    expect(told(await parse(write('jobs.json.gz', cut))).at(-1)).toBe(
      '[The packed file is cut off or damaged]',
    );
  });

  it('of any shape gives postings of the contract or refusals', async () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.string());
    const keys = [
      'id',
      'title',
      'company',
      'location',
      'salary',
      'url',
      'date',
      'jobs',
      'text',
      'hostedUrl',
      'absolute_url',
      'updated_at',
      'content',
      'categories',
      'lists',
      'salaryRange',
      'pay_input_ranges',
      'metadata',
    ];
    const record = fc.dictionary(fc.constantFrom(...keys), value);
    await fc.assert(
      fc.asyncProperty(fc.array(record), async (records) => {
        told(await parse(write('any.json', JSON.stringify(records))));
      }),
      { numRuns: 150 },
    );
  });
});

describe('a Greenhouse board', () => {
  it('is read as its API gives it', async () => {
    const content =
      '&lt;p&gt;You &lt;b&gt;weave&lt;/b&gt; &amp;amp; dye.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;';
    const full = greenhouse(17, {
      content,
      company_name: 'Acme Mills',
      first_published: '2025-12-01T00:00:00Z',
      departments: [{ id: 1, name: 'Cloth' }],
      metadata: [{ name: 'Employment Type', value: 'Part-time' }],
      pay_input_ranges: [
        { min_cents: 5_000_000, max_cents: 6_000_000, currency_type: 'USD', title: 'Salary' },
      ],
      language: 'en',
    });
    const [row] = await parse(write('board.json', JSON.stringify({ jobs: [full], meta: { total: 1 } })));
    expect(row).toMatchObject({
      posting: {
        sourceId: '17',
        title: 'Weaver 17',
        companyName: 'Acme Mills',
        description: '<p>You <b>weave</b> &amp; dye.</p>',
        locationText: 'Leeds, UK',
        jobType: 'part_time',
        salary: { min: 50_000, max: 60_000, currency: 'USD', period: 'year' },
        postedAt: new Date('2025-12-01T00:00:00Z'),
        updatedAt: new Date('2026-01-05T11:48:42Z'),
        language: 'en',
      },
    });
  });

  it('is read from rows of a dump, described by what they state', async () => {
    const row = {
      ...greenhouse(1),
      company: 'acme',
      company_slug: 'acme',
      location: 'Leeds, UK',
      departments: [],
    };
    const [first] = await parse(write('dump.json', JSON.stringify([row])));
    expect(first).toMatchObject({
      posting: {
        companyName: 'acme',
        description: '<p>Weaver 1<br />acme<br />Leeds, UK</p>',
        postedAt: null,
      },
    });
  });

  it('has the name given, or that of its address, and keeps ids of what it refuses', async () => {
    const path = write(
      'board.json',
      JSON.stringify({ jobs: [greenhouse(1), greenhouse(2, { title: ' ' })] }),
    );
    expect(await parse(path, { companyName: 'Acme' })).toMatchObject([
      { posting: { companyName: 'Acme' } },
      { kind: 'refused', sourceId: '2' },
    ]);
    expect((await parse(path))[0]).toMatchObject({ posting: { companyName: 'acme' } });
  });
});

describe('a Lever board', () => {
  it('is read whole', async () => {
    const full = lever('abc-1', {
      description: '<div>You weave.</div>',
      lists: [{ text: 'You have', content: '<li>Hands</li>' }],
      additional: '<p>Tea.</p>',
      createdAt: 1_767_225_600_000,
      country: 'GB',
      workplaceType: 'onsite',
      salaryRange: { min: 30_000, max: 35_000, currency: 'GBP', interval: 'per-year-salary' },
    });
    const [row] = await parse(write('postings.json', JSON.stringify([full])));
    expect(row).toMatchObject({
      posting: {
        sourceId: 'abc-1',
        title: 'Weaver',
        companyName: 'acme',
        description: '<div>You weave.</div><h3>You have</h3><ul><li>Hands</li></ul><p>Tea.</p>',
        locationText: 'Leeds, UK',
        country: 'GB',
        jobType: 'full_time',
        remoteOption: 'on_site',
        salary: { min: 30_000, max: 35_000, currency: 'GBP', period: 'year' },
        postedAt: new Date('2026-01-01T00:00:00Z'),
      },
    });
  });

  it('without texts is described by what it states', async () => {
    const [row] = await parse(write('postings.json', JSON.stringify([lever('1', { descriptionPlain: '' })])));
    expect(row).toMatchObject({
      posting: {
        description: '<p>Weaver<br />acme<br />Leeds, UK</p><ul><li>Department: Cloth</li></ul>',
      },
    });
  });
});

describe('XML as Indeed takes it', () => {
  it('is read by its elements', async () => {
    const more =
      '<url>https://mill.example/1?a=1&amp;b=2</url><city>Leeds</city><state>West Yorkshire</state><country>GB</country>' +
      '<salary>£12 an hour</salary><jobtype>parttime, part-time</jobtype><date>Fri, 10 Dec 2021 22:49:39 GMT</date>';
    const [row] = await parse(write('feed.xml', xml(xmlJob('Weaver', more))));
    expect(row).toMatchObject({
      posting: {
        sourceId: 'Weaver',
        title: 'Weaver',
        companyName: 'Mill',
        description: '<p>You <b>weave</b>.</p>',
        url: 'https://mill.example/1?a=1&b=2',
        locationText: 'Leeds, West Yorkshire',
        country: 'GB',
        salary: { min: 12, max: 12, currency: 'GBP', period: 'hour' },
        jobType: 'part_time',
        postedAt: new Date('2021-12-10T22:49:39Z'),
      },
    });
  });

  it('bears stray ampersands, entities of HTML, namespaces and elements of its own', async () => {
    const feed = xml(
      '<ns:vacature><titel>Wever &nbsp;&amp; AT&T</titel><bedrijf>Mill</bedrijf><tekst>Weven</tekst></ns:vacature>',
    );
    const map = { items: 'vacature', title: 'titel', company: 'bedrijf', description: 'tekst' };
    expect(told(await parse(write('feed.xml', feed), { map }))).toEqual(['Wever & AT&T']);
  });

  it('says where it is cut off, at every length', async () => {
    const feed = xml(xmlJob('ann'), xmlJob('bob'));
    for (let length = 60; length < feed.length - 1; length += 7) {
      const rows = told(await parse(write('feed.xml', feed.slice(0, length))));
      expect(rows.at(-1)).toBe('[The file is cut off]');
      expect(['ann', 'bob'].slice(0, rows.length - 1)).toEqual(rows.slice(0, -1));
    }
  });

  it('may be in another encoding, and come packed', async () => {
    const latin = Buffer.from(xml(xmlJob('Café')).replace('utf-8', 'iso-8859-1'), 'latin1');
    expect(told(await parse(write('feed.xml', latin)))).toEqual(['Café']);
    expect(told(await parse(write('feed', gzipSync(xml(xmlJob('ann'))))))).toEqual(['ann']);
  });

  it('of any bytes gives rows or damage', async () => {
    const piece = fc.constantFrom(
      '<job>',
      '</job>',
      '<title>',
      '</title>',
      '<![CDATA[',
      ']]>',
      'x',
      '&',
      '<',
      '>',
      '<a b="',
      '</',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        told(await parse(write('feed.xml', `<source>${pieces.join('')}`)));
      }),
      { numRuns: 150 },
    );
  });
});

describe('CSV', () => {
  it('cut off in a record loses it and says so; a missing last line end is none', async () => {
    const text = 'id,title,company,description\n1,ann,Mill,"x"\n2,bob,Mill,y';
    expect(told(await parse(write('jobs.csv', text)))).toEqual(['ann', 'bob']);
    expect(told(await parse(write('jobs.csv', text.slice(0, -6))))).toEqual(['ann', '[The file is cut off]']);
    expect(told(await parse(write('jobs.csv', '')))).toEqual(['[The file is empty]']);
    const [, second] = told(await parse(write('jobs.csv', `${text.slice(0, -1)}"open`)));
    expect(second).toMatch(/^bob$|^\[The rest is not CSV/);
  });

  it('with tabs, under any name', async () => {
    expect(told(await parse(write('feed', 'title\tcompany\nWeaver\tMill\n')))).toEqual(['Weaver']);
  });

  it('takes the tables that go with it by their shared columns', async () => {
    const jobs = write(
      'set/job_postings.csv',
      'job_id,company_id,title,work_type\n1,7,Weaver,FULL_TIME\n2,7,Dyer,\n',
    );
    const set = dirname(jobs);
    const beside = (name: string, text: string) => writeFileSync(join(set, name), text);
    beside(
      'salaries.csv',
      'salary_id,job_id,max_salary,min_salary,pay_period,currency\n9,1,30,22,HOURLY,USD\n',
    );
    beside('benefits.csv', 'job_id,type\n1,Tea\n1,Cake\n');
    beside('job_skills.csv', 'job_id,skill_abr\n1,WV\n');
    beside('skills.csv', 'skill_abr,skill_name\nWV,Weaving\n');
    beside('employee_counts.csv', 'company_id,employee_count\n7,12\n');
    expect(await parse(set)).toMatchObject([
      {
        posting: {
          title: 'Weaver',
          jobType: 'full_time',
          salary: { min: 22, max: 30, period: 'hour' },
          benefits: '<p>Tea, Cake</p>',
          skills: ['Weaving'],
        },
      },
      { posting: { title: 'Dyer', salary: null, benefits: null, skills: [] } },
    ]);
    const named = await parse(set, { joins: [{ file: 'salaries.csv', column: 'job_id' }] });
    expect(named[0]).toMatchObject({ posting: { salary: { min: 22 }, skills: [] } });
    await expect(parse(set, { joins: [{ file: 'pay.csv', column: 'job_id' }] })).rejects.toThrow(
      'no table pay.csv',
    );
  });
});

describe('a file of no known kind', () => {
  it('is refused', async () => {
    await expect(parse(write('cv.docx', Buffer.from('PK\u0003\u0004\u0000')))).rejects.toMatchObject({
      code: 'unsupported_media_type',
    });
  });

  it('that is a page of an error is damage', async () => {
    const rows = told(await parse(write('jobs.json', '<html><body>502</body></html>')));
    expect(rows.every((row) => row.startsWith('['))).toBe(true);
    expect(rows.length).toBeGreaterThan(0);
  });
});
