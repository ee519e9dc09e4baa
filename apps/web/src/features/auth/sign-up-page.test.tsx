// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { createFakeApi, refusal } from '../../../test/fake-api.ts';
import type { Answers } from '../../../test/fake-api.ts';
import { renderApp } from '../../../test/render-app.tsx';

afterEach(cleanup);

const password = 'a long enough password';

async function submit(page: '/sign-up' | '/sign-in', answers: Answers): Promise<void> {
  renderApp(page, createFakeApi({ 'session.current': () => ({ user: null }), ...answers }));
  fireEvent.change(await screen.findByLabelText('E-mail'), { target: { value: 'ada@example.org' } });
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: password } });
  if (page === '/sign-up') fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Ada' } });
  fireEvent.click(screen.getByRole('button', { name: page === '/sign-up' ? 'Create account' : 'Sign in' }));
}

test('a taken address is named at its field; name and password stay as typed', async () => {
  await submit('/sign-up', {
    'session.signUp': () => {
      throw refusal({
        code: 'email_taken',
        status: 409,
        errors: [{ path: 'email', message: 'This address is already registered' }],
      });
    },
  });
  const message = await screen.findByText('This address is already registered');
  const email = screen.getByLabelText('E-mail');
  expect(email.getAttribute('aria-describedby')).toBe(message.id);
  expect(email).toHaveProperty('value', 'ada@example.org');
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Ada');
  expect(screen.getByLabelText('Password')).toHaveProperty('value', password);
});

test('too many tries say when to try again, and nothing that was typed is lost', async () => {
  await submit('/sign-in', {
    'session.signIn': () => {
      throw refusal({ code: 'rate_limited', status: 429, retryAfterSeconds: 150 });
    },
  });
  expect((await screen.findByRole('alert')).textContent).toBe('Too many tries. Try again in 3 minutes.');
  expect(screen.getByLabelText('E-mail')).toHaveProperty('value', 'ada@example.org');
  expect(screen.getByLabelText('Password')).toHaveProperty('value', password);
});

test('an address that is none is refused before anything is sent, with an example', async () => {
  const api = createFakeApi({ 'session.current': () => ({ user: null }) });
  renderApp('/sign-in', api);
  fireEvent.change(await screen.findByLabelText('E-mail'), { target: { value: 'ada' } });
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: password } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByText(/for example ana@example.org/)).toBeTruthy();
  expect(api.calls.some((call) => call.path === 'session.signIn')).toBe(false);
});
