import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { Posting } from '@access/contracts/imports';

import { DemoGrammar, DemoRoles } from './demo-facts.ts';
import { generateDemoPeople } from './generate-people.ts';
import { generateDemoPostings } from './generate-postings.ts';
import { article } from './posting-text.ts';
import { simulateBehaviour } from './simulate-behaviour.ts';

const read = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../../../ml-models/demo/${name}`, import.meta.url), 'utf8'));
const roles = ['roles.json', 'official-roles.json'].flatMap((name) => DemoRoles.parse(read(name)).roles);
const facts = { ...DemoGrammar.parse(read('grammar.json')), roles };
const now = new Date('2026-03-01T12:00:00Z');
const postings = [...generateDemoPostings(facts, { seed: 3, now, count: 600 })];
const people = generateDemoPeople(facts, { seed: 4, year: 2026, count: 40 });

describe('the demo catalogue', () => {
  it('is the same for a seed and another for another', () => {
    expect([...generateDemoPostings(facts, { seed: 3, now, count: 50 })]).toEqual(
      // The number of companies follows the count, so compare runs of one length.
      [...generateDemoPostings(facts, { seed: 3, now, count: 50 })],
    );
    expect([...generateDemoPostings(facts, { seed: 5, now, count: 600 })]).not.toEqual(postings);
  });

  it('holds postings the importer takes, with salaries in order and dates not ahead', () => {
    for (const posting of postings) {
      expect(Posting.parse(posting)).toEqual(posting);
      const { min, max } = posting.salary ?? { min: 0, max: 1 };
      expect(min).toBeLessThanOrEqual(max ?? 0);
      expect(posting.postedAt?.getTime()).toBeLessThanOrEqual(now.getTime());
    }
  });

  it('says no sentence twice in one posting', () => {
    for (const { description, requirements, benefits } of postings) {
      const text = `${description}${requirements}${benefits}`;
      const sentences = text.match(/<(?:p|li)>.*?<\/(?:p|li)>/g) ?? [];
      expect([...new Set(sentences)]).toEqual([...sentences]);
    }
  });

  it('names no product of which the role knows nothing', () => {
    const texts = postings.map(
      ({ description, requirements, benefits }) => `${description}${requirements}${benefits}`,
    );
    // The product's own name is a skill to those who read skills from text.
    expect(texts.filter((text) => /\bAccess\b/.test(text))).toEqual([]);
  });

  it('has no two postings alike in title, employer and place', () => {
    const keys = postings.map(
      ({ title, companyName, locationText }) => `${title}|${companyName}|${locationText}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('covers every field it describes', () => {
    const industries = new Set(postings.map((posting) => posting.industry));
    expect(industries.size).toBe(Object.keys(facts.fields).length);
  });

  it.each([
    ['Accountant', 'an'],
    ['UX Designer', 'a'],
    ['HR Advisor', 'an'],
    ['Nurse', 'a'],
    ['iOS Engineer', 'an'],
    ['University Lecturer', 'a'],
    ['HVAC Technician', 'an'],
    ['IT Support Technician', 'an'],
    ['QA Engineer', 'a'],
  ])('puts the right word before %s', (title, word) => {
    expect(article(title)).toBe(word);
  });
});

describe('simulated behaviour', () => {
  const jobs = postings.map((posting, index) => ({
    id: String(index),
    field:
      Object.keys(facts.fields).find((field) => facts.fields[field]?.industry === posting.industry) ?? '',
    country: posting.country ?? '',
    city: posting.locationText?.split(',')[0] ?? '',
    level: posting.experienceLevel,
    isRemote: posting.remoteOption === 'remote',
    postedAt: posting.postedAt ?? now,
  }));
  const actions = [...simulateBehaviour(people, jobs, { seed: 5, now })];

  it('acts only on what was opened, and never ahead of time', () => {
    const opened = new Set(
      actions.filter(({ type }) => type === 'view').map(({ person, jobId }) => `${person}:${jobId}`),
    );
    for (const { person, jobId, at } of actions) {
      expect(opened.has(`${person}:${jobId}`)).toBe(true);
      expect(at.getTime()).toBeLessThanOrEqual(now.getTime());
    }
  });

  it('prefers the own field', () => {
    const likes = actions.filter(({ type }) => type === 'like');
    const own = likes.filter(({ person, jobId }) => people[person]?.field === jobs[Number(jobId)]?.field);
    expect(own.length / likes.length).toBeGreaterThan(0.8);
  });
});
