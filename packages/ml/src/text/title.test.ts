import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { detectExperienceLevel } from './experience-level.ts';
import { foldKey, foldText } from './fold.ts';
import { normaliseTitle, titleTokens } from './title.ts';

describe('normaliseTitle', () => {
  it.each([
    ['Sr. Software Engineer', 'software engineer'],
    ['Senior RN - ICU (Nights)', 'registered nurse intensive care'],
    ['Registered Nurse - Band 5', 'registered nurse'],
    ['Staff Nurse Band 5/6 – A&E', 'nurse emergency'],
    ['Software-Entwickler (m/w/d)', 'software entwickler'],
    ['Full Stack Developer', 'fullstack developer'],
    ['Full-Stack Dev', 'fullstack developer'],
    ['C++ Developer', 'c++ developer'],
    ['C# / .NET Developer', 'c# .net developer'],
    ['Node.js Engineer', 'node.js engineer'],
    ['Node JS Engineer', 'node.js engineer'],
    ['R Programmer', 'r programmer'],
    ['HCA - Bank', 'healthcare assistant'],
    ['Health Care Assistant', 'healthcare assistant'],
    ['Project Mgr II', 'project manager'],
    ['Data Analyst (Remote)', 'data analyst'],
    ['Remote Sensing Scientist', 'remote sensing scientist'],
    ['Civil Engineer - Job ID: 48213', 'civil engineer'],
    ['Part-Time Receptionist, 20 hours per week', 'receptionist'],
    ['Paediatric Nurse', 'pediatric nurse'],
    ['Lead Generation Specialist', 'lead generation specialist'],
    ['Ingénieur Sénior', 'ingenieur'],
    ['Senior', 'senior'],
    ['', ''],
  ])('%s → %s', (title, expected) => {
    expect(normaliseTitle(title)).toBe(expected);
  });

  it('gives titles of one job the same tokens in singular and plural', () => {
    expect(titleTokens('Registered Nurses')).toEqual(titleTokens('RN'));
    expect(titleTokens('Secretaries and Administrative Assistants')).toEqual([
      'secretary',
      'administrative',
      'assistant',
    ]);
    expect(titleTokens('Sales Manager')).toEqual(['sales', 'manager']);
    expect(titleTokens('Data Analytics Engineers')).toEqual(['data', 'analytics', 'engineer']);
  });

  it('never throws and gives no token twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const tokens = titleTokens(title);
        expect(new Set(tokens).size).toBe(tokens.length);
      }),
    );
  });
});

describe('detectExperienceLevel', () => {
  it.each([
    ['Senior Java Developer', '', 'senior'],
    ['Sr. Accountant', '', 'senior'],
    ['Junior/Mid Developer', '', 'entry'],
    ['Graduate Civil Engineer', '', 'entry'],
    ['Software Engineer II', '', 'mid'],
    ['Software Engineer III', '', 'senior'],
    ['Chief Technology Officer', '', 'executive'],
    ['VP of Sales', '', 'executive'],
    ['Senior Vice President, Finance', '', 'executive'],
    ['Head of Marketing', '', 'executive'],
    ['Art Director', '', 'senior'],
    ['Consultant Radiologist', '', 'senior'],
    ['Consultant, Oracle', '', null],
    ['Executive Assistant to the CEO', '', null],
    ['Account Executive', '', null],
    ['Senior Living Coordinator', '', null],
    ['Internal Medicine Physician', '', null],
    ['Lead Generation Specialist', '', null],
    ['Staff Nurse', '', null],
    ['Staff Engineer', '', 'senior'],
    ['Ward Manager Band 7', '', 'senior'],
    ['Care Support Worker Band 2', '', 'entry'],
    ['Developer', '5+ years of experience in Java', 'senior'],
    ['Developer', 'At least 3 years’ professional experience', 'mid'],
    ['Developer', '2-4 years of relevant experience', 'mid'],
    ['Clerk', 'No experience necessary, training given', 'entry'],
    ['Clerk', 'Our firm has over 30 years of experience', null],
    ['Clerk', 'We have 10 years of experience serving customers', null],
    ['Clerk', '', null],
  ])('%s | %s → %s', (title, text, expected) => {
    expect(detectExperienceLevel({ title, text })).toBe(expected);
  });
});

describe('foldText', () => {
  it('maps every folded character back to the original', () => {
    const original = 'Résumé —  C++ &  Node.js\n\n  Next';
    const { text, offsets } = foldText(original);
    expect(text).toBe('resume c++ and node.js\nnext');
    expect(original.slice(offsets[text.indexOf('node.js')], offsets[text.indexOf('\n')]).trim()).toBe(
      'Node.js',
    );
  });

  it('is total and its offsets never run backwards', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (original) => {
        const { text, offsets } = foldText(original);
        expect(offsets.length).toBe(text.length + 1);
        for (let at = 1; at < offsets.length; at += 1)
          expect(offsets[at]).toBeGreaterThanOrEqual(offsets[at - 1] ?? 0);
      }),
    );
  });

  it('gives spellings of one phrase one key', () => {
    expect(foldKey('Problem-Solving')).toBe(foldKey('problem  solving'));
    expect(foldKey('Café')).toBe('cafe');
  });
});
