import { expect, test } from 'vitest';

import type { ParsedResume } from '@access/contracts/resume-document';

import { readResume, type ReadResume } from '../src/read-resume.ts';
import {
  renderDocx,
  renderPages,
  renderPdf,
  renderScan,
  renderTableDocx,
  renderTwoColumnPdf,
  type Line,
} from './render-resume.ts';
import { contactLines, educationLines, skillLines, truth, wholeResume, workLines } from './sample-resume.ts';

function asText(lines: readonly Line[]): string {
  return lines
    .map(
      ({ text, right, kind }) =>
        `${kind === 'bullet' ? '- ' : ''}${text}${right === undefined ? '' : `     ${right}`}`,
    )
    .join('\n');
}

function expectTruth({ document }: ParsedResume): void {
  const { basics } = document;
  expect({
    name: basics.name,
    label: basics.label,
    email: basics.email,
    phone: basics.phone,
    linkedin: basics.profiles.find(({ network }) => network === 'linkedin')?.url,
    city: basics.location?.city,
  }).toEqual(truth.basics);
  expect(document.work.map(({ highlights, summary, ...job }) => job)).toEqual(truth.work);
  expect(document.work.map(({ highlights }) => highlights.length)).toEqual([2, 1, 1]);
  expect(document.education).toEqual(truth.education);
  expect(document.skills.map(({ name }) => name)).toEqual(truth.skills);
  expect(document.languages).toEqual(truth.languages);
}

function expectEvidence({ text, resume }: ReadResume): void {
  expect(Object.keys(resume.evidence).length).toBeGreaterThan(10);
  for (const { start, end, quote } of Object.values(resume.evidence))
    expect(text.slice(start, end)).toBe(quote);
}

test.each([
  ['a PDF of one column', () => renderPdf(wholeResume)],
  ['a Word file', () => renderDocx(wholeResume)],
  ['a text file', async () => Buffer.from(asText(wholeResume))],
  [
    'a text file in UTF-16',
    async () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(asText(wholeResume), 'utf16le')]),
  ],
  [
    'a text file in Windows-1252',
    async () => Buffer.from(asText(wholeResume).replaceAll('–', '-'), 'latin1'),
  ],
  [
    'a PDF of two columns',
    () =>
      renderTwoColumnPdf({
        header: contactLines,
        left: skillLines,
        right: [...workLines, ...educationLines],
      }),
  ],
  [
    'a Word file laid out by a table',
    () => renderTableDocx([...contactLines, ...skillLines], [...workLines, ...educationLines]),
  ],
])(
  '%s gives contact, jobs, studies, skills and languages exactly, each with its place',
  async (_, render) => {
    const read = await readResume(await render());
    expectTruth(read.resume);
    expectEvidence(read);
  },
);

test('a wrapped bullet is one highlight', async () => {
  const { resume } = await readResume(await renderPdf(wholeResume));
  expect(resume.document.work[0]?.highlights[0]).toBe(
    'Led a team of 12 nurses on an acute medical ward with 28 beds and trained all new starters',
  );
});

test('a link without a visible address joins the text', async () => {
  const lines: Line[] = [
    ...wholeResume.slice(0, 2),
    { text: 'My code', link: 'https://github.com/maria-o' },
    ...workLines,
  ];
  const { text, resume } = await readResume(await renderPdf(lines));
  expect(text).toContain('https://github.com/maria-o');
  expect(resume.document.basics.profiles).toEqual([{ network: 'github', url: 'https://github.com/maria-o' }]);
});

const jobs = (header: string): Promise<ReadResume> =>
  readResume(
    Buffer.from(
      `Jane Roe\n\nEXPERIENCE\n\n${header}\n- Built things that people use every day\n\nEDUCATION\n\nNone`,
    ),
  );

test.each([
  ['Software Engineer at Initech, May 2016 - Apr 2018', 'Software Engineer', 'Initech', '2016-05', '2018-04'],
  [
    '2017 — 2019: Barista, Blue Bottle Coffee Ltd (London, UK)',
    'Barista',
    'Blue Bottle Coffee Ltd',
    '2017',
    '2019',
  ],
  ['Initech | Data Analyst | 01.02.2019 - 31.03.2020', 'Data Analyst', 'Initech', '2019-02-01', '2020-03-31'],
  [
    'Initech, Inc.     Austin, TX\nData Analyst     2019-05 to 2020-06',
    'Data Analyst',
    'Initech, Inc.',
    '2019-05',
    '2020-06',
  ],
  ['Sept. 2015 to date\nHead Chef\nThe Golden Fork', 'Head Chef', 'The Golden Fork', '2015-09', undefined],
  [
    'Senior Manager, Marketing, Acme Corp, 2010-2012',
    'Senior Manager, Marketing',
    'Acme Corp',
    '2010',
    '2012',
  ],
  ['Web Developer – 2019\nTrucknet', 'Web Developer', 'Trucknet', '2019', '2019'],
  [
    'Softwareentwicklerin, Muster GmbH, seit März 2020',
    'Softwareentwicklerin',
    'Muster GmbH',
    '2020-03',
    undefined,
  ],
])('the job %j is told apart', async (header, position, name, startDate, endDate) => {
  const { resume } = await jobs(header);
  expect(resume.document.work).toHaveLength(1);
  expect(resume.document.work[0]).toMatchObject({ position, name, startDate });
  expect(resume.document.work[0]?.endDate).toBe(endDate);
  expect(resume.document.work[0]?.isCurrent).toBe(endDate === undefined ? true : undefined);
});

test('several positions under one employer share it, and a bullet is no employer', async () => {
  const { resume } = await jobs(
    'ACME INC., Peoria, IL\nProject Engineer, June 2017 – Present\n- Saved much in 2019\nDesign Engineer, May 2014 – June 2017\n- Drew parts\n\nBETA & COMPANY, Moline, IL\nIntern, Summer 2013',
  );
  expect(resume.document.work.map(({ position, name, location }) => [position, name, location])).toEqual([
    ['Project Engineer', 'ACME INC.', 'Peoria, IL'],
    ['Design Engineer', 'ACME INC.', 'Peoria, IL'],
    ['Intern', 'BETA & COMPANY', 'Moline, IL'],
  ]);
});

test('headings in the margin or before a colon open their section on the same line', async () => {
  const { resume } = await readResume(
    Buffer.from(
      'Jane Roe\nWORK EXPERIENCE Nurse, Acme Ltd, 2019 - 2020\nEducation: MSc in Physics, University of Leeds, 2018',
    ),
  );
  expect(resume.document.work).toMatchObject([{ position: 'Nurse', name: 'Acme Ltd' }]);
  expect(resume.document.education).toMatchObject([
    { studyType: 'MSc', area: 'Physics', institution: 'University of Leeds' },
  ]);
});

test('years within prose make no job', async () => {
  const { resume } = await jobs(
    'Architect, Acme Ltd, 2015 - 2019\n- Led the migration from SharePoint 2010 to 2019.\n- Won the 2018 award',
  );
  expect(resume.document.work.map(({ name }) => name)).toEqual(['Acme Ltd']);
  expect(resume.document.work[0]?.highlights).toHaveLength(3);
});

test('a name in large type over two lines, in a sidebar, is one name', async () => {
  const { resume } = await readResume(
    await renderTwoColumnPdf({
      header: [],
      left: [
        ...contactLines.slice(0, 2),
        { text: 'maria.okonkwo@example.org' },
        { text: 'Leeds, UK' },
        ...skillLines,
      ],
      right: [...workLines, ...educationLines],
    }),
  );
  expect(resume.document.basics.name).toBe('Maria Okonkwo- Lindqvist');
  expect(resume.document.basics.email).toBe('maria.okonkwo@example.org');
  expect(resume.document.work.map(({ name }) => name)).toEqual(truth.work.map(({ name }) => name));
});

test('an address with street and postal code keeps its parts', async () => {
  const { resume } = await readResume(
    Buffer.from('Ana García\nCalle Mayor 5, 28013 Madrid, Spain\n\nExperience\nNurse, Acme Ltd, 2019 - 2020'),
  );
  expect(resume.document.basics.location).toEqual({
    address: 'Calle Mayor 5, 28013 Madrid, Spain',
    city: 'Madrid',
    postalCode: '28013',
  });
});

test('headings in German, French and Spanish are known', async () => {
  const resumeIn = (work: string, education: string): Buffer =>
    Buffer.from(
      `Ana Muster\n\n${work}\nEntwickler, Muster GmbH, 2019 - 2020\n\n${education}\nUniversität Wien, Master of Science, 2018`,
    );
  for (const [work, education] of [
    ['Berufserfahrung', 'Ausbildung'],
    ['Expérience professionnelle', 'Formation'],
    ['Experiencia laboral', 'Formación académica'],
  ] as const) {
    const { document } = (await readResume(resumeIn(work, education))).resume;
    expect(document.work.map(({ name }) => name)).toEqual(['Muster GmbH']);
    expect(document.education.map(({ institution }) => institution)).toEqual(['Universität Wien']);
  }
});

test.each([
  ['a scan', renderScan, 'no_text'],
  [
    'an encrypted PDF',
    () => renderPdf(wholeResume, { userPassword: 'secret', pdfVersion: '1.7' }),
    'encrypted',
  ],
  ['a PDF of 1,000 pages', () => renderPages(1_000), 'too_many_pages'],
  ['half a PDF', async () => (await renderPdf(wholeResume)).subarray(0, 400), 'corrupt'],
  ['half a Word file', async () => (await renderDocx(wholeResume)).subarray(0, 2_000), 'corrupt'],
  ['nothing', async () => Buffer.alloc(0), 'no_text'],
  [
    'a picture',
    async () => Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
    'unsupported_type',
  ],
  [
    'a web page',
    async () => Buffer.from('<!doctype html><html><body>Jane Roe, nurse for many years</body></html>'),
    'unsupported_type',
  ],
  [
    'an old Word file',
    async () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
    'unsupported_type',
  ],
  [
    'a protected Word file',
    async () =>
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    'encrypted',
  ],
  ['more than 10 MB', async () => Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'too_large'],
  ['10 MB of one letter', async () => Buffer.alloc(10 * 1024 * 1024, 'a'), 'too_large'],
  ['a file of NULs', async () => Buffer.alloc(5_000), 'unsupported_type'],
] as const)('%s is refused with its reason', async (_, make, reason) => {
  await expect(readResume(await make())).rejects.toMatchObject({ name: 'ResumeRefusal', reason });
});
