// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { createFakeApi, refusal } from '../../../test/fake-api.ts';
import type { Answers, FakeApi } from '../../../test/fake-api.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { ada, listOf, recommended } from '../../../test/samples.ts';
import { untouched } from '../interactions/job-marks.ts';

afterEach(cleanup);

const items = [recommended(1, 'Analyst'), recommended(2, 'Librarian'), recommended(3, 'Archivist')];

async function openList(answers: Answers): Promise<FakeApi> {
  const api = createFakeApi({
    'session.current': () => ({ user: ada }),
    'recommendations.list': () => listOf(items),
    'myJobs.state': () => untouched(items[0]?.job.id ?? recommended(1, '').job.id),
    ...answers,
  });
  renderApp('/for-you', api);
  await screen.findByRole('heading', { name: 'For you' });
  await screen.findByRole('article', { name: 'Analyst' });
  return api;
}

const titles = (): (string | null)[] =>
  within(screen.getByRole('list', { name: 'Recommended jobs' }))
    .getAllByRole('heading')
    .map((heading) => heading.textContent);

const dismiss = (title: string): void => {
  const card = screen.getByRole('article', { name: title });
  fireEvent.click(within(card).getByRole('button', { name: 'Dismiss' }));
};

test('a dismissed job leaves the list before the server has answered', async () => {
  const api = await openList({ 'recommendations.feedback': () => new Promise(() => undefined) });
  dismiss('Librarian');
  await waitFor(() => expect(titles()).toEqual(['Analyst', 'Archivist']));
  await waitFor(() => expect(api.calls.at(-1)?.path).toBe('recommendations.feedback'));
  expect(api.calls.at(-1)?.input).toMatchObject({ type: 'dislike', undo: false, source: 'recommendation' });
});

test('a dismissal that the server refuses comes back to its place and says so', async () => {
  await openList({
    'recommendations.feedback': () => {
      throw refusal({ code: 'forbidden', status: 403, detail: 'Not now' });
    },
  });
  dismiss('Librarian');
  expect(await screen.findByText('“Librarian” could not be dismissed and is back')).toBeTruthy();
  expect(titles()).toEqual(['Analyst', 'Librarian', 'Archivist']);
});

test('undo brings a dismissed job back to its place', async () => {
  const api = await openList({ 'recommendations.feedback': () => ({ accepted: true, watermark: 1 }) });
  dismiss('Librarian');
  await waitFor(() => expect(titles()).toEqual(['Analyst', 'Archivist']));
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(titles()).toEqual(['Analyst', 'Librarian', 'Archivist']));
  await waitFor(() => expect(api.calls.at(-1)?.input).toMatchObject({ type: 'dislike', undo: true }));
});

test('the panel shows each family of reasons and a sum that adds up', async () => {
  await openList({});
  fireEvent.click(within(screen.getByRole('article', { name: 'Analyst' })).getByText('Why this job'));
  const account = await screen.findByRole('table', { name: 'How it adds up' });
  const lines = within(account)
    .getAllByRole('row')
    .map((row) => row.textContent);
  expect(lines).toEqual([
    'Where every job starts−1.00',
    'Reasons for+1.75',
    'Reasons against−0.50',
    'Sum+0.25',
    'Score, from 0 to 10.56',
  ]);
});

test('what was popular is not shown while the list made of a new profile is on its way', async () => {
  const popular = listOf([recommended(4, 'Popular post')]);
  if (popular.list === null) throw new Error('The sample has a list');
  const early = { ...popular, list: { ...popular.list, isPersonal: false } };
  let isMade = false;
  const api = createFakeApi({
    'session.current': () => ({ user: ada }),
    'profile.get': () => ({ profile: { preferences: { desiredTitles: [] } } }),
    'profile.update': () => ({}),
    'recommendations.list': () => (isMade ? listOf(items) : early),
  });
  renderApp('/welcome', api);
  fireEvent.click(await screen.findByRole('button', { name: 'Fill in by hand instead' }));
  fireEvent.change(screen.getByLabelText(/your job title/), { target: { value: 'Analyst' } });
  fireEvent.click(screen.getByRole('button', { name: 'See your jobs' }));
  await screen.findByText(/Making your first list/);
  await waitFor(() => expect(api.calls.some(({ path }) => path === 'recommendations.list')).toBe(true));
  expect(screen.queryByText('Popular post')).toBeNull();
  isMade = true;
  await screen.findByRole('article', { name: 'Analyst' }, { timeout: 3_000 });
});
