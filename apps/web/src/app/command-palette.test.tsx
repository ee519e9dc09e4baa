// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { createFakeApi } from '../../test/fake-api.ts';
import { renderApp } from '../../test/render-app.tsx';
import { ada, recommended } from '../../test/samples.ts';

afterEach(cleanup);

const jobs = [recommended(1, 'Nurse assistant'), recommended(2, 'Senior nurse')].map(({ job }) => job);

async function openPalette(): Promise<HTMLElement> {
  const api = createFakeApi({
    'session.current': () => ({ user: ada }),
    'search.jobs': () => ({ items: jobs, nextCursor: null, total: { value: 2, relation: 'eq' } }),
  });
  renderApp('/settings', api);
  await screen.findByRole('heading', { name: 'Settings' });
  fireEvent.keyDown(document, { key: 'k', ctrlKey: true });
  return screen.findByPlaceholderText('Search jobs or type a command');
}

const options = (): (string | null)[] =>
  screen.getAllByRole('option').map((option) => option.textContent?.trim() ?? null);

test('the search for what was typed comes first and is chosen, the jobs found stand below it', async () => {
  const input = await openPalette();
  fireEvent.change(input, { target: { value: 'nurse' } });
  await waitFor(() => expect(options()).toHaveLength(3));
  expect(options()[0]).toBe('Search jobs for “nurse”');
  expect(options()[1]).toMatch(/^Nurse assistant/);
  await waitFor(() =>
    expect(screen.getByRole('option', { selected: true }).textContent).toBe('Search jobs for “nurse”'),
  );
});

test('pages and commands are found by the start of any of their words', async () => {
  const input = await openPalette();
  fireEvent.change(input, { target: { value: 'sett' } });
  await waitFor(() => expect(options()[0]).toBe('Settings'));
  fireEvent.change(input, { target: { value: 'theme' } });
  await waitFor(() => expect(options().at(-1)).toMatch(/^Switch to (light|dark) theme$/));
});
