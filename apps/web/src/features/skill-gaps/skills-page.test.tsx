// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import type { SkillGaps } from '@access/contracts/skill-gaps';
import type { Skill } from '@access/contracts/skills';

import { createFakeApi } from '../../../test/fake-api.ts';
import type { Answers, FakeApi } from '../../../test/fake-api.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { ada, profileOf, skillNamed } from '../../../test/samples.ts';

afterEach(cleanup);

const python = skillNamed('Python');
const docker = skillNamed('Docker');
const linux = skillNamed('Linux');

const missing = (skill: Skill, jobsUnlocked: number): SkillGaps['missingSkills'][number] => ({
  skill,
  heldLevel: null,
  level: 2,
  jobsUnlocked,
  jobs: [],
  importance: 0.04,
  askedBy: 20,
  targetShare: 0.5,
  pay: { with: { yearlyUsd: 60_000, jobs: 9 }, without: { yearlyUsd: 50_000, jobs: 8 } },
  trend: null,
});
const step = { level: 2, heldLevel: null };
const answer: SkillGaps = {
  status: 'ready',
  targetTitle: 'Analyst',
  scope: 'title',
  jobs: 40,
  eligible: 10,
  targets: 40,
  missingSkills: [missing(python, 12), missing(docker, 0)],
  path: [
    { ...step, skill: python, neededFor: null, jobsUnlocked: 12, eligibleAfter: 22 },
    { ...step, skill: linux, neededFor: docker, jobsUnlocked: 0, eligibleAfter: 22 },
    { ...step, skill: docker, neededFor: null, jobsUnlocked: 5, eligibleAfter: 27 },
  ],
  learningResources: [
    {
      skillId: python.id,
      title: 'Learn Python',
      url: 'https://example.org/python',
      provider: 'example.org',
      author: null,
      kind: 'course',
      language: 'en',
      isFree: true,
      source: 'a list, CC BY 4.0',
    },
  ],
  modelVersion: 'test',
  madeAt: '2026-03-01T12:00:00.000Z',
};

async function openSkills(answers: Answers, address = '/skills'): Promise<FakeApi> {
  const api = createFakeApi({
    'session.current': () => ({ user: ada }),
    'profile.get': () => ({ user: ada, profile: profileOf({ desiredTitles: ['Analyst', 'Librarian'] }) }),
    'mySkills.list': () => ({ items: [], nextCursor: null, total: { value: 0, relation: 'eq' } }),
    'recommendations.skillGaps': () => answer,
    ...answers,
  });
  renderApp(address, api);
  await screen.findByRole('heading', { level: 1, name: 'Skills' });
  return api;
}

const questions = (api: FakeApi): unknown[] =>
  api.calls.filter(({ path }) => path === 'recommendations.skillGaps').map(({ input }) => input);

test('the first title of the person is asked about, and the sum is said in words', async () => {
  const api = await openSkills({});
  expect((await screen.findByRole('region', { name: 'Where you stand' })).textContent).toContain(
    'Your skills cover 10 of 40 open jobs titled like “Analyst”; 27 after the path below.',
  );
  expect(questions(api)).toEqual([{ targetTitle: 'Analyst' }]);
});

test('a press on “I have this” adds the skill at the level named and counts again', async () => {
  const api = await openSkills({
    'mySkills.add': () => ({ ...python, proficiencyLevel: 2, source: 'manual' }),
  });
  const payoff = await screen.findByRole('region', { name: 'What pays off' });
  expect(within(payoff).getByText('+12 jobs')).toBeTruthy();
  fireEvent.click(within(payoff).getByRole('button', { name: 'I have this: Python, intermediate' }));
  expect(await screen.findByText('Python is in your profile')).toBeTruthy();
  expect(api.calls.find(({ path }) => path === 'mySkills.add')?.input).toEqual({
    skillId: python.id,
    proficiencyLevel: 2,
  });
  await waitFor(() => expect(questions(api)).toHaveLength(2));
});

test('a row tells what is behind its number, with jobs to search and things to learn from', async () => {
  await openSkills({});
  fireEvent.click(await screen.findByRole('button', { name: /^Python/, expanded: false }));
  expect(screen.getByText(/Median pay \$60,000 a year where it is asked for \(9 jobs\)/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Search all jobs that ask for Python' })).toBeTruthy();
  expect(screen.getAllByRole('link', { name: 'Learn Python' }).length).toBeGreaterThan(0);
});

test('the path names what a step comes before', async () => {
  await openSkills({});
  const path = await screen.findByRole('region', { name: 'A path in order' });
  const steps = within(path)
    .getAllByRole('listitem')
    .map((paragraph) => paragraph.textContent);
  expect(steps).toContainEqual(expect.stringContaining('Comes before Docker. Still 22 of 40 covered.'));
  expect(steps.at(-1)).toContain('5 more jobs: 27 of 40 covered.');
});

test('without anything known of the person the page says the next step and asks nothing', async () => {
  const api = await openSkills({ 'profile.get': () => ({ user: ada, profile: profileOf({}) }) });
  expect(await screen.findByRole('heading', { name: 'Nothing to compare yet' })).toBeTruthy();
  expect(questions(api)).toEqual([]);
});

test('another title from the field is asked about', async () => {
  const api = await openSkills({}, '/skills?for=recommended');
  fireEvent.change(await screen.findByLabelText('Another job title'), { target: { value: ' Welder ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Look' }));
  await waitFor(() => expect(questions(api)).toEqual([{}, { targetTitle: 'Welder' }]));
  expect(screen.getByRole('link', { name: 'Welder' }).getAttribute('aria-current')).toBeTruthy();
});
