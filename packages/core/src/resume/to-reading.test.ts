import { describe, expect, it } from 'vitest';

import { ResumeDocument } from '@access/contracts/resume-document';
import { ResumeReading } from '@access/contracts/resumes';

import { toReading } from './to-reading.ts';

const read = (document: object, evidence = {}) =>
  toReading({ document: ResumeDocument.parse(document), evidence });

describe('toReading', () => {
  it('gives each contact field its place in the text', () => {
    const foundAt = { start: 0, end: 8, quote: 'Ada King' };
    const reading = read({ basics: { name: 'Ada King' } }, { 'basics.name': foundAt });
    expect(reading.contact).toEqual([
      { key: 'contact.displayName', field: 'displayName', value: 'Ada King', foundAt },
    ]);
  });

  it.each([
    ['2019', '2021', '2019-01-01', '2021-12-31'],
    ['2019-03', '2020-02', '2019-03-01', '2020-02-29'],
    ['2019-03-04', '2020-02-05', '2019-03-04', '2020-02-05'],
  ])('widens %s – %s to days', (startDate, endDate, first, last) => {
    const reading = read({ work: [{ name: 'Mill', position: 'Weaver', startDate, endDate }] });
    expect(reading.experience[0]?.value).toMatchObject({ startDate: first, endDate: last });
  });

  it('leaves an end before the start for the person to fill in', () => {
    const reading = read({
      work: [{ name: 'Mill', position: 'Weaver', startDate: '2020', endDate: '2018' }],
    });
    expect(reading.experience[0]?.value).toMatchObject({ startDate: '2020-01-01', endDate: null });
  });

  it('keeps only skills the taxonomy knows, each once', () => {
    const skillId = '01890a5d-ac96-774b-bcce-b302099a8057';
    const skills = [{ name: 'Python', skillId }, { name: 'python 3', skillId }, { name: 'Juggling' }];
    expect(read({ skills }).skills.map((skill) => skill.name)).toEqual(['Python']);
  });

  it('tells LinkedIn, GitHub and other pages apart', () => {
    const profiles = [{ url: 'linkedin.com/in/ada' }, { url: 'https://github.com/ada' }];
    const fields = read({ basics: { profiles, url: 'https://ada.example' } }).contact;
    expect(fields.map(({ field, value }) => [field, value])).toEqual([
      ['linkedinUrl', 'https://linkedin.com/in/ada'],
      ['githubUrl', 'https://github.com/ada'],
      ['portfolioUrl', 'https://ada.example'],
    ]);
  });

  it('answers in the shape the confirm screen reads', () => {
    const reading = read({
      basics: { name: 'Ada' },
      work: [{ name: 'Mill', highlights: ['Wove'] }],
      education: [{ institution: 'Leeds', score: '3.8/4.0' }],
    });
    expect(ResumeReading.parse(reading)).toEqual(reading);
    expect(reading.education[0]?.value.gpa).toBe(3.8);
  });
});
