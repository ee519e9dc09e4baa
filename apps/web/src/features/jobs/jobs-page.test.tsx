// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { JobSearchPage } from '@access/contracts/jobs';

import { createFakeApi } from '../../../test/fake-api.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { ada, recommended } from '../../../test/samples.ts';

afterEach(cleanup);

const title = 'Data engineer';
const found = JobSearchPage.parse({
  items: [
    {
      ...recommended(1, title).job,
      highlights: [
        { field: 'title', text: title, ranges: [[5, 13]] },
        { field: 'description', text: 'Our engineers write SQL', ranges: [[4, 13]] },
      ],
    },
  ],
  nextCursor: null,
  total: { value: 12, relation: 'eq' },
  facets: {
    relation: 'eq',
    jobType: [{ value: 'full_time', count: 9 }],
    experienceLevel: [],
    remoteOption: [],
    country: [],
    company: [],
    skills: [],
    postedWithinDays: [],
    salary: { currency: 'EUR', buckets: [{ from: 40_000, to: 60_000, count: 3 }], unknown: 9 },
  },
  correctedQuery: 'data engineer',
  widened: [{ what: 'radius', from: 10, to: 25 }],
});

function open(address: string) {
  const api = createFakeApi({
    'session.current': () => ({ user: ada }),
    'search.jobs': () => found,
    'jobs.get': () => new Promise(() => undefined),
    'alerts.create': (input) => ({ ...Object(input), id: '0191d8a0-0000-7000-8000-000000000007' }),
  });
  return { api, ...renderApp(address, api) };
}

test('filters say how many jobs each value would give', async () => {
  open('/jobs?q=data+enginer');
  await screen.findByText('12 open jobs');
  fireEvent.click(screen.getByRole('button', { name: 'Type' }));
  expect(await screen.findByRole('checkbox', { name: /Full time 9 jobs/ })).toBeTruthy();
  expect(screen.getByRole('checkbox', { name: /Part time 0 jobs/ })).toBeTruthy();
});

test('what was corrected and widened is said, and undone on demand', async () => {
  const { api } = open('/jobs?q=data+enginer');
  const note = await screen.findByRole('note');
  expect(note.textContent).toContain('Showing jobs for data engineer.');
  expect(note.textContent).toContain('within 25 km instead of 10 km');
  fireEvent.click(screen.getByRole('button', { name: 'Search exactly for “data enginer”' }));
  await expect
    .poll(() => api.calls.findLast(({ path }) => path === 'search.jobs')?.input)
    .toMatchObject({
      q: 'data enginer',
      exact: true,
    });
});

test('words that matched are marked', async () => {
  open('/jobs?q=data+engineer');
  await screen.findByText('12 open jobs');
  expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
    'engineer',
    'engineers',
  ]);
});

test('a bar of the pay asks for at least that much', async () => {
  const { api } = open('/jobs?q=data+engineer');
  await screen.findByText('12 open jobs');
  fireEvent.click(screen.getByRole('button', { name: 'Pay' }));
  fireEvent.click(await screen.findByRole('button', { name: /^From €40,000: 3 jobs/ }));
  await expect
    .poll(() => api.calls.findLast(({ path }) => path === 'search.jobs')?.input)
    .toMatchObject({
      salaryMin: 40_000,
      currency: 'EUR',
    });
});

test('a search is saved under a name with its filter', async () => {
  const { api } = open('/jobs?q=data+engineer&type=full_time');
  fireEvent.click(await screen.findByRole('button', { name: 'Save search' }));
  fireEvent.change(await screen.findByLabelText('Name'), { target: { value: 'Mine' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect
    .poll(() => api.calls.find(({ path }) => path === 'alerts.create')?.input)
    .toMatchObject({
      name: 'Mine',
      filter: { q: 'data engineer', jobType: ['full_time'] },
    });
});
