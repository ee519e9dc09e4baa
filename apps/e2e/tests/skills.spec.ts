import type { Page } from '@playwright/test';

import { newAccount, signIn } from '../fixtures/accounts.ts';
import { registerWithResume, type RestClient } from '../fixtures/rest.ts';
import { nurse } from '../fixtures/resumes.ts';
import { addressOf, expect, test } from '../fixtures/test.ts';

/** Jobs covered and jobs in all, as the page says them. */
async function standing(page: Page): Promise<{ covered: number; jobs: number }> {
  const text = await page.getByRole('region', { name: 'Where you stand' }).innerText();
  const [, covered, jobs] = /Your skills cover\s+([\d,]+) of ([\d,]+)/.exec(text) ?? [];
  return { covered: numberOf(covered), jobs: numberOf(jobs) };
}

const numberOf = (text: string | undefined): number => Number((text ?? '').replaceAll(',', ''));

test('a skill covers as many jobs as promised, by keyboard, and can be taken back', async ({
  page,
  baseURL,
}) => {
  const account = newAccount(nurse.name);
  await registerWithResume(addressOf(baseURL), account, nurse);
  await signIn(page, account);
  await page
    .getByRole('navigation', { name: 'Main', exact: true })
    .getByRole('link', { name: 'Skills' })
    .click();
  await page.getByLabel('Another job title').fill('Registered Nurse');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/title=Registered/);

  const payoff = page.getByRole('region', { name: 'What pays off' });
  const first = payoff.getByRole('listitem').first();
  await expect(first.getByText(/^\+[\d,]+ jobs?$/)).toBeVisible();
  const promised = numberOf(/\+([\d,]+)/.exec(await first.innerText())?.[1]);
  const before = await standing(page);
  await first.getByRole('button', { name: /^I (have this|am there)/ }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => standing(page)).toEqual({ covered: before.covered + promised, jobs: before.jobs });
  await expect(page.getByText(/is in your profile$/)).toBeVisible();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => standing(page)).toEqual(before);
});

test('each skill tells on demand what is behind its number', async ({ seekerPage: page }) => {
  await page.goto('/skills?title=Registered%20Nurse');
  const row = page
    .getByRole('region', { name: 'What pays off' })
    .getByRole('button', { expanded: false })
    .first();
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/of the \d+ jobs that fit you best/)).toBeVisible();
  await page.getByRole('link', { name: /^Search all jobs that ask for/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeAttached();
  await page.goBack();
  await expect(page.getByRole('region', { name: 'What pays off' })).toBeVisible();
});

test('what would change a match comes true with one press', async ({ page, baseURL }) => {
  const account = newAccount(nurse.name);
  const client = await registerWithResume(addressOf(baseURL), account, nurse);
  const { jobId, skill, band } = await promiseOf(client);
  await signIn(page, account);
  await page.goto(`/jobs/${jobId}`);
  const match = page.getByRole('region', { name: 'Your match' });
  await match.getByText('Why', { exact: true }).click();
  await match.getByRole('button', { name: `I have ${skill}`, exact: true }).click();
  await expect(match.getByText(new RegExp(`^${band} match$`, 'i')).first()).toBeVisible();
});

interface Explained {
  counterfactuals: { goal: string; changes: { kind: string; skill?: { name: string } }[]; band: string }[];
}

/** A job that one skill would bring to a better band, as the API says it. */
async function promiseOf(client: RestClient): Promise<{ jobId: string; skill: string; band: string }> {
  const found = (await client.call('GET', '/jobs/search?q=nurse&limit=50')).json<{
    items: { id: string }[];
  }>();
  for (const { id: jobId } of found.items) {
    const why = (await client.call('GET', `/recommendations/explain/${jobId}`)).json<Explained>();
    for (const { goal, changes, band } of why.counterfactuals) {
      const [change, ...others] = changes;
      if (goal !== 'better_band' || others.length > 0 || change?.kind !== 'add_skill') continue;
      return { jobId, skill: change.skill?.name ?? '', band };
    }
  }
  throw new Error('No skill would bring any of these jobs to a better band');
}
