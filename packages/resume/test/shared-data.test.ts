import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';

import type { ResumeDocument } from '@access/contracts/resume-document';

import { readJsonResume } from '../src/json-resume.ts';
import { readResume } from '../src/read-resume.ts';
import { renderDocx, renderPdf, type Line } from './render-resume.ts';

const folder = new URL('../../../../shared/data/resumes/', import.meta.url);
const isThere = existsSync(folder);
if (!isThere) console.warn(`Skipped: no real résumés at ${folder.pathname}`);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function asMonth(date: string | undefined): string {
  return date === undefined ? 'Present' : `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

function asNumbers(date: string | undefined): string {
  return date === undefined ? 'present' : `${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

type Job = ResumeDocument['work'][number];

function range(job: { startDate?: string | undefined; endDate?: string | undefined }): string {
  return `${asMonth(job.startDate)} – ${asMonth(job.endDate)}`;
}

const layouts: Readonly<Record<string, (job: Job) => Line[]>> = {
  'position with dates, then company': (job) => [
    { text: job.position ?? '', right: range(job), kind: 'bold' },
    { text: job.name ?? '', ...(job.location === undefined ? {} : { right: job.location }) },
  ],
  'company with place, then position with dates': (job) => [
    { text: job.name ?? '', ...(job.location === undefined ? {} : { right: job.location }), kind: 'bold' },
    { text: job.position ?? '', right: range(job) },
  ],
  'dates alone first': (job) => [
    { text: `${asNumbers(job.startDate)} - ${asNumbers(job.endDate)}` },
    { text: job.position ?? '', kind: 'bold' },
    { text: job.name ?? '' },
  ],
  'all in one line': (job) => [
    { text: `${job.position ?? ''} | ${job.name ?? ''} | ${range(job)}`, kind: 'bold' },
  ],
};

function render(document: ResumeDocument, jobLines: (job: Job) => Line[]): Line[] {
  const { basics } = document;
  const place = [basics.location?.city, basics.location?.region]
    .filter((part) => part !== undefined)
    .join(', ');
  return [
    { text: basics.name ?? '', kind: 'name' },
    { text: basics.label ?? '' },
    { text: [basics.email, basics.phone, place, basics.url].join(' | ') },
    { text: basics.profiles.map(({ url }) => url).join(' | ') },
    { text: 'Summary', kind: 'heading' },
    { text: basics.summary ?? '' },
    { text: 'Work Experience', kind: 'heading' },
    ...document.work.flatMap((job): Line[] => [
      ...jobLines(job),
      { text: job.summary ?? '' },
      ...job.highlights.map((text): Line => ({ text, kind: 'bullet' })),
      { text: '', kind: 'gap' },
    ]),
    { text: 'Education', kind: 'heading' },
    ...document.education.flatMap((study): Line[] => [
      { text: study.institution ?? '', right: range(study), kind: 'bold' },
      { text: `${study.studyType} in ${study.area}, GPA: ${study.score}` },
    ]),
    { text: 'Skills', kind: 'heading' },
    { text: document.skills.map(({ name }) => name).join(', ') },
  ];
}

function facts(document: ResumeDocument): unknown {
  const { basics } = document;
  const month = (date: string | undefined): string | undefined => date?.slice(0, 7);
  return {
    contact: [basics.name, basics.label, basics.email, basics.phone, basics.url, basics.location?.city],
    profiles: basics.profiles.map(({ url }) => url),
    summary: basics.summary,
    work: document.work.map((job) => [
      job.position,
      job.name,
      month(job.startDate),
      month(job.endDate),
      job.isCurrent,
    ]),
    highlights: document.work.map(({ highlights }) => highlights),
    education: document.education.map((study) => [
      study.institution,
      study.studyType,
      study.area,
      month(study.startDate),
      month(study.endDate),
      study.score,
    ]),
    skills: document.skills.map(({ name }) => name),
  };
}

describe.skipIf(!isThere)('JSON Resume samples rendered and read back', () => {
  const samples = ['complete-resume.json', 'schema_sample.resume.json'];
  const cases = samples.flatMap((sample) =>
    Object.entries(layouts).map(([name, layout]) => ({ sample, name, layout })),
  );

  test.each(cases)('$sample, $name: PDF and Word give the facts exactly', async ({ sample, layout }) => {
    const { document } = readJsonResume(await readFile(new URL(`jsonresume/${sample}`, folder))).parsed;
    const lines = render(document, layout);
    for (const bytes of [await renderPdf(lines), await renderDocx(lines)]) {
      expect(facts((await readResume(bytes)).resume.document)).toEqual(facts(document));
    }
  });
});

describe.skipIf(!isThere)('real résumés', () => {
  test('all 22 are read, and those whose lines are whole give jobs, studies and skills', async () => {
    const found = new Map<string, ResumeDocument>();
    for (const kind of ['pdf', 'docx']) {
      const names = await readdir(new URL(`${kind}/`, folder));
      for (const name of names.filter((file) => file.endsWith(`.${kind}`))) {
        found.set(
          name,
          (await readResume(await readFile(new URL(`${kind}/${name}`, folder)))).resume.document,
        );
      }
    }
    const count = (has: (document: ResumeDocument) => boolean): number =>
      [...found.values()].filter(has).length;
    expect(found.size).toBe(22);
    expect(count(({ work }) => work.length > 0)).toBeGreaterThanOrEqual(18);
    expect(count(({ education }) => education.length > 0)).toBeGreaterThanOrEqual(20);
    expect(count(({ skills }) => skills.length > 0)).toBeGreaterThanOrEqual(17);
  });

  test('the two PDFs give employers, positions and dates exactly', async () => {
    const read = async (name: string): Promise<unknown> => {
      const { document } = (await readResume(await readFile(new URL(`pdf/${name}`, folder)))).resume;
      return document.work.map(({ name: employer, position, startDate, endDate }) => [
        position,
        employer,
        startDate,
        endDate,
      ]);
    };
    expect(await read('openresume_example.pdf')).toEqual([
      ['Software Engineer', 'ABC Company', '2023-05', undefined],
      ['Software Engineer Intern', 'DEF Organization', '2022', '2022'],
      ['Research Assistant', 'XYZ University', '2021', '2021'],
    ]);
    expect(await read('sb2nov.pdf')).toEqual([
      ['Software Engineer', 'Google', '2016-10', undefined],
      ['Senior Software Engineer', 'Coursera', '2014-01', '2016-10'],
      ['Data Scientist', 'Lucena Research', '2012', '2013'],
      ['Research and Teaching Assistant', 'Georgia Institute of Technology', '2012-01', '2013-12'],
    ]);
  });
});
