import { expect, test } from 'vitest';

import { ApplyResumeInput, ResumeReading } from '@access/contracts/resumes';

import {
  applyInputOf,
  changeChoice,
  countTaken,
  decideAll,
  problemsByKey,
  quoteOf,
  startSelection,
} from './reading-selection.ts';
import type { Held } from './reading-selection.ts';

const uuid = (last: number): string => `0191d8a0-0000-7000-8000-${String(last).padStart(12, '0')}`;
const found = { start: 0, end: 4, quote: 'as written' };

const reading = ResumeReading.parse({
  contact: [
    { key: 'c1', field: 'headline', value: 'Senior analyst', foundAt: found },
    { key: 'c2', field: 'displayName', value: 'ada  LIND', foundAt: found },
    { key: 'c3', field: 'phone', value: '+49 30 5550', foundAt: null },
    { key: 'c4', field: 'email', value: 'other@example.org', foundAt: found },
  ],
  experience: [
    { key: 'e1', value: { company: 'Kestrel', position: 'Analyst' }, foundAt: found },
    { key: 'e2', value: { company: 'Stadtwerke', position: 'Clerk' }, foundAt: found },
  ],
  education: [],
  skills: [
    { key: 's1', skillId: uuid(1), name: 'SQL', proficiencyLevel: 3, foundAt: found },
    { key: 's2', skillId: uuid(2), name: 'R', proficiencyLevel: 2, foundAt: found },
  ],
});

const parsedSkill = reading.skills[0];
if (parsedSkill === undefined) throw new Error('the sample has a skill');

const held: Held = {
  contact: {
    displayName: 'Ada Lind',
    headline: 'Analyst',
    phone: null,
    location: null,
    bio: null,
    linkedinUrl: null,
    githubUrl: null,
    portfolioUrl: null,
  },
  experience: [],
  education: [],
  skills: [
    {
      id: parsedSkill.skillId,
      name: 'SQL',
      slug: 'sql',
      category: 'technical',
      proficiencyLevel: 4,
      source: 'manual',
    },
  ],
};

const id = ApplyResumeInput.shape.id.parse(uuid(7));
const start = () => startSelection(reading, held, null);

test('gaps are filled, nothing is replaced unasked, and what is there already asks for no decision', () => {
  const { contact, skills } = start();
  expect(contact.map(({ key, isTaken, isSame }) => [key, isTaken, isSame])).toEqual([
    ['c1', false, false],
    ['c2', false, true],
    ['c3', true, false],
  ]);
  expect(skills.map(({ key, isTaken }) => [key, isTaken])).toEqual([
    ['s1', false],
    ['s2', true],
  ]);
});

test('the e-mail address of the résumé is never offered: it is the sign-in', () => {
  expect(start().contact.some((choice) => choice.key === 'c4')).toBe(false);
});

test('accept all takes every open item, also those that replace something; skip all takes none', () => {
  const accepted = decideAll(start(), true);
  expect(countTaken(accepted)).toEqual({ taken: 5, open: 5 });
  expect(countTaken(decideAll(accepted, false)).taken).toBe(0);
});

test('only accepted items are sent, as they stand after editing', () => {
  const selection = start();
  const edited = {
    ...selection,
    contact: changeChoice(selection.contact, 'c1', {
      value: { field: 'headline' as const, text: 'Data analyst' },
    }),
    experience: changeChoice(selection.experience, 'e1', { isTaken: false }),
  };
  const input = applyInputOf(id, edited);
  expect(input.contact).toEqual({ headline: 'Data analyst', phone: '+49 30 5550' });
  expect(input.experience.map((item) => item.company)).toEqual(['Stadtwerke']);
  expect(input.skills).toEqual([{ skillId: reading.skills[1]?.skillId, proficiencyLevel: 2 }]);
  expect(ApplyResumeInput.safeParse(input).success).toBe(true);
});

test('a refused field is shown at the item it belongs to, counted among the accepted ones', () => {
  const selection = start();
  const skipped = { ...selection, experience: changeChoice(selection.experience, 'e1', { isTaken: false }) };
  const problems = problemsByKey(skipped, [
    { path: 'experience[0].endDate', message: 'Ends before it starts' },
    { path: 'contact.phone', message: 'Too long' },
  ]);
  expect([...problems]).toEqual([
    ['e2', 'Ends before it starts'],
    ['c3', 'Too long'],
  ]);
});

test('a quote shows the words within their line, and stands alone when the text does not hold them there', () => {
  const text = 'Ada Lind\nBerlin · Senior analyst · since 2021\nKestrel';
  const start = text.indexOf('Senior analyst');
  const foundAt = { start, end: start + 14, quote: 'Senior analyst' };
  expect(quoteOf(foundAt, text)).toEqual({
    before: 'Berlin · ',
    words: 'Senior analyst',
    after: ' · since 2021',
  });
  expect(quoteOf(foundAt, 'another text')).toEqual({ before: '', words: 'Senior analyst', after: '' });
});
